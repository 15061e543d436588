import { view } from './begin-view.js';
import { failedPartOf } from './failed-part.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';
import { type Clients, PendingCalls } from './test/pending-calls.js';

const { jest } = import.meta;
const never = () => new Promise<string>(() => undefined);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('at its deadline', () => {
  it('a view answers with what it has, if all that is required is there', async () => {
    const calls = new PendingCalls();
    const home = view<Clients>('home', { budgetMs: 300 })
      .required('user', ({ ask }) => ask('user'))
      .optional('orders', ({ ask }) => ask('orders'))
      .optional('details', { after: ['orders'] }, ({ ask }) => ask('details'))
      .withFallback('offers', ({ shared }) => shared('offers'), 'no offers')
      .shape((answers) => answers);
    const running = runView(home, {}, contextFor(), calls.bind);
    calls.of('user').answer('ada');
    await pass(299);
    expect(calls.of('orders').signal.aborted).toBe(false);
    await pass(1);
    const result = await running;
    expect(result.body).toEqual({ user: 'ada', orders: null, details: null, offers: 'no offers' });
    expect(result).toMatchObject({ complete: false, missing: ['orders', 'details', 'offers'] });
    expect(calls.of('orders').signal.reason).toMatchObject({ name: 'DeadlineExceeded' });
    expect(calls.of('offers').signal.reason).toMatchObject({ name: 'DeadlineExceeded' });
    expect(calls.asked).toEqual(['user', 'orders', 'offers']);
  });

  it('a view that lacks what is required fails, and says which part it waited for', async () => {
    const calls = new PendingCalls();
    const home = view<Clients>('home', { budgetMs: 300 })
      .optional('orders', ({ ask }) => ask('orders'))
      .required('user', ({ ask }) => ask('user'))
      .shape((answers) => answers);
    const failure = expect(runView(home, {}, contextFor(), calls.bind)).rejects.toMatchObject({
      name: 'DeadlineExceeded',
      message: "view 'home' waited for 'user' until its deadline",
    });
    await pass(300);
    await failure;
    expect(calls.of('user').signal.aborted && calls.of('orders').signal.aborted).toBe(true);
  });

  it('answers though a client ignores its signal', async () => {
    const home = view('home', { budgetMs: 300 })
      .optional('orders', never)
      .shape(({ orders }) => ({ orders }));
    const running = runView(home, {}, contextFor(), () => ({}));
    await pass(300);
    expect(await running).toMatchObject({ body: { orders: null }, missing: ['orders'] });
  });

  it("is at the end of the caller's patience, where that is shorter than the budget", async () => {
    const home = view('home', { budgetMs: 800 })
      .required('user', never)
      .shape(({ user }) => user);
    const failure = runView(home, {}, contextFor({ ms: 100 }), () => ({})).catch((error: unknown) => error);
    await pass(100);
    const error = await failure;
    expect(error).toMatchObject({ name: 'DeadlineExceeded' });
    expect(failedPartOf(error)).toEqual({ view: 'home', part: 'user' });
  });

  it('calls nothing for a caller whose time is up already', async () => {
    const calls = new PendingCalls();
    const home = view<Clients>('home')
      .required('user', ({ ask }) => ask('user'))
      .shape(({ user }) => user);
    await expect(runView(home, {}, contextFor({ ms: 0 }), calls.bind)).rejects.toMatchObject({
      name: 'DeadlineExceeded',
    });
    expect(calls.asked).toEqual([]);
  });

  it('starts no part any more, though the process is too busy to ring the alarm', async () => {
    const calls = new PendingCalls();
    let now = 0;
    const chain = view<Clients>('chain', { budgetMs: 300 })
      .required('first', ({ ask }) => ask('first'))
      .required('second', { after: ['first'] }, ({ ask }) => ask('second'))
      .shape(({ second }) => second);
    const running = runView(chain, {}, contextFor({ clock: { now: () => now } }), calls.bind);
    now = 301;
    calls.of('first').answer('1');
    await expect(running).rejects.toMatchObject({ name: 'DeadlineExceeded' });
    expect(calls.asked).toEqual(['first']);
  });

  it('leaves no timer behind', async () => {
    const quick = view('quick', { budgetMs: 300 })
      .required('user', () => Promise.resolve('ada'), { withinMs: 200 })
      .shape(({ user }) => user);
    await runView(quick, {}, contextFor(), () => ({}));
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a part with a time of its own', () => {
  it('is given no more than that, counted from its own start', async () => {
    const calls = new PendingCalls();
    const chain = view<Clients>('chain', { budgetMs: 900 })
      .required('first', ({ ask }) => ask('first'))
      .optional('second', { after: ['first'], withinMs: 300 }, ({ ask }) => ask('second'))
      .shape(({ second }) => ({ second }));
    const running = runView(chain, {}, contextFor(), calls.bind);
    await pass(400);
    calls.of('first').answer('1');
    await pass(299);
    expect(calls.of('second').givenMs).toBe(300);
    expect(calls.of('second').signal.aborted).toBe(false);
    await pass(1);
    expect(await running).toMatchObject({ body: { second: null }, missing: ['second'] });
    expect(calls.of('second').signal.reason).toMatchObject({ name: 'DeadlineExceeded' });
  });

  it('never has more than the view has left', async () => {
    const calls = new PendingCalls();
    const chain = view<Clients>('chain', { budgetMs: 300 })
      .required('first', ({ ask }) => ask('first'))
      .optional('second', { after: ['first'], withinMs: 300 }, ({ ask }) => ask('second'))
      .shape(({ second }) => ({ second }));
    const running = runView(chain, {}, contextFor(), calls.bind);
    await pass(200);
    calls.of('first').answer('1');
    await pass(0);
    expect(calls.of('second').givenMs).toBe(100);
    await pass(100);
    expect(await running).toMatchObject({ missing: ['second'] });
  });

  it('fails the view if it is required and late', async () => {
    const some = view('some')
      .required('user', never, { withinMs: 50 })
      .shape(({ user }) => user);
    const failure = expect(runView(some, {}, contextFor(), () => ({}))).rejects.toThrow(
      "part 'user' took longer than 50 ms",
    );
    await pass(50);
    await failure;
  });
});
