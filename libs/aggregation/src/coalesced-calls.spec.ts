import { DeadlineExceeded } from '@frontdesk/request-context';
import { view } from './begin-view.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';
import { type Clients, PendingCalls, settled } from './test/pending-calls.js';

const { jest } = import.meta;
afterEach(() => void jest.useRealTimers());

const freshness = { visibility: 'public', maxAgeMs: 1_000, noStore: false } as const;

describe('the same call from two parts', () => {
  it('is made once, at the same time or later', async () => {
    const calls = new PendingCalls();
    const twice = view<Clients>('twice')
      .required('a', ({ shared }) => shared('user'))
      .required('b', ({ shared }) => shared('user'))
      .required('c', { after: ['a'] }, ({ shared }) => shared('user'))
      .shape((answers) => answers);
    const running = runView(twice, {}, contextFor(), calls.bind);
    await settled();
    calls.of('user').answer('ada');
    expect((await running).body).toEqual({ a: 'ada', b: 'ada', c: 'ada' });
    expect(calls.asked).toEqual(['user']);
  });

  it('fails both if it fails', async () => {
    const calls = new PendingCalls();
    const twice = view<Clients>('twice')
      .optional('a', ({ shared }) => shared('user'))
      .optional('b', ({ shared }) => shared('user'))
      .shape((answers) => answers);
    const running = runView(twice, {}, contextFor(), calls.bind);
    await settled();
    calls.of('user').fail(new Error('broken'));
    expect((await running).missing).toEqual(['a', 'b']);
    expect(calls.asked).toEqual(['user']);
  });

  it('goes on for the one when the other runs out of time', async () => {
    jest.useFakeTimers();
    const calls = new PendingCalls();
    const twice = view<Clients>('twice', { budgetMs: 300 })
      .optional('hasty', ({ shared }) => shared('user'), { withinMs: 50 })
      .required('patient', ({ shared }) => shared('user'))
      .shape((answers) => answers);
    const running = runView(twice, {}, contextFor(), calls.bind);
    await jest.advanceTimersByTimeAsync(50);
    expect(calls.of('user').givenMs).toBe(300);
    expect(calls.of('user').signal.aborted).toBe(false);
    calls.of('user').answer('ada');
    expect((await running).body).toEqual({ hasty: null, patient: 'ada' });
    expect(calls.asked).toEqual(['user']);
  });

  it('is cancelled when the last of them leaves, and is then made anew for one that comes later', async () => {
    jest.useFakeTimers();
    const calls = new PendingCalls();
    const late = view<Clients>('late', { budgetMs: 300 })
      .optional('a', ({ shared }) => shared('user'), { withinMs: 50 })
      .optional('b', ({ shared }) => shared('user'), { withinMs: 40 })
      .required('c', { after: ['a'] }, ({ shared }) => shared('user'))
      .shape(({ c }) => c);
    const running = runView(late, {}, contextFor(), calls.bind);
    await jest.advanceTimersByTimeAsync(0);
    const first = calls.of('user');
    expect(first.givenMs).toBe(50);
    await jest.advanceTimersByTimeAsync(49);
    expect(first.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(first.signal.aborted).toBe(true);
    calls.of('user').answer('ada');
    expect((await running).body).toBe('ada');
    expect(calls.asked).toEqual(['user', 'user']);
  });

  it('is made anew for a part that has longer than the call under way was given', async () => {
    jest.useFakeTimers();
    const calls = new PendingCalls();
    const mixed = view<Clients>('mixed', { budgetMs: 300 })
      .optional('hasty', ({ shared }) => shared('user'), { withinMs: 50 })
      .required('first', ({ ask }) => ask('first'))
      .required('patient', { after: ['first'] }, ({ shared }) => shared('user'))
      .required('last', { after: ['hasty'] }, ({ shared }) => shared('user'))
      .shape(({ patient, last }) => [patient, last]);
    const running = runView(mixed, {}, contextFor(), calls.bind);
    await jest.advanceTimersByTimeAsync(10);
    calls.of('first').answer('1');
    await jest.advanceTimersByTimeAsync(0);
    expect(calls.of('user').givenMs).toBe(290);
    await jest.advanceTimersByTimeAsync(40);
    calls.of('user').answer('ada');
    expect((await running).body).toEqual(['ada', 'ada']);
    expect(calls.asked.sort()).toEqual(['first', 'user', 'user']);
  });

  it('is made anew for a later part that has longer, where the first ended by its deadline', async () => {
    const calls = new PendingCalls();
    const late = view<Clients>('late')
      .optional('hasty', ({ shared }) => shared('user'), { withinMs: 500 })
      .required('patient', { after: ['hasty'] }, ({ shared }) => shared('user'))
      .shape(({ patient }) => patient);
    const running = runView(late, {}, contextFor(), calls.bind);
    await settled();
    // An upstream gives up before the part's own alarm rings, where the rest would be too short for an attempt.
    calls.of('user').fail(new DeadlineExceeded());
    await settled();
    expect(calls.asked).toEqual(['user', 'user']);
    calls.of('user').answer('ada');
    expect((await running).body).toBe('ada');
  });

  it('says to each of them where the answer came from', async () => {
    const twice = view<Clients>('twice')
      .required('a', ({ scope }) => loadUser(scope))
      .required('b', ({ scope }) => loadUser(scope))
      .required('c', { after: ['a'] }, ({ scope }) => loadUser(scope))
      .shape((answers) => answers);
    const loadUser = (scope: Clients['scope']) =>
      scope.once('user', (_, report) => {
        report({ source: 'cache', freshness });
        return Promise.resolve('ada');
      });
    const { plan } = await runView(twice, {}, contextFor(), new PendingCalls().bind);
    expect(plan.parts.map(({ source }) => source)).toEqual(['cache', 'cache', 'cache']);
  });
});

describe('a part that has ended', () => {
  it('gets nothing called any more', async () => {
    const calls = new PendingCalls();
    let goOn: (() => void) | undefined;
    let afterwards: Promise<unknown> | undefined;
    const some = view<Clients>('some')
      .required('slow', async (clients) => {
        await new Promise<void>((resolve) => (goOn = resolve));
        // Nobody waits for this one: its refusal must not end the process.
        void clients.shared('ignored');
        afterwards = Promise.allSettled([clients.shared('late'), clients.ask('later')]);
        return 'late';
      })
      .required('broken', () => Promise.reject<string>(new Error('broken')))
      .shape((answers) => answers);
    await expect(runView(some, {}, contextFor(), calls.bind)).rejects.toThrow('broken');
    goOn?.();
    await settled();
    const gone = { reason: { name: 'CallerGone' } };
    expect(await afterwards).toMatchObject([gone, gone]);
    expect(calls.asked).not.toContain('late');
  });
});
