import { getEventListeners } from 'node:events';
import { DeadlineExceeded } from '@frontdesk/request-context';
import { UpstreamError } from '@frontdesk/upstream';
import { view } from './begin-view.js';
import { failedPartOf } from './failed-part.js';
import { NotFound } from './not-found.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';
import { type Clients, PendingCalls, settled } from './test/pending-calls.js';

const nothing = () => ({});
const broken = () => Promise.reject<string>(new Error('broken'));

describe('a view', () => {
  it('answers with what its shape makes of the input and the parts', async () => {
    const greeting = view<object, { name: string }>('greeting')
      .required('hello', (_, { name }) => Promise.resolve(`hello ${name}`))
      .required('loud', { after: ['hello'] }, (_, { hello }) => hello.toUpperCase())
      .shape(({ name, loud }) => ({ name, loud }));
    const { body, complete, missing } = await runView(greeting, { name: 'ada' }, contextFor(), nothing);
    expect(body).toEqual({ name: 'ada', loud: 'HELLO ADA' });
    expect({ complete, missing }).toEqual({ complete: true, missing: [] });
  });

  it('starts a part as soon as what it needs is there, whatever else is still open', async () => {
    const calls = new PendingCalls();
    const chain = view<Clients>('chain')
      .required('slow', ({ ask }) => ask('slow'))
      .required('first', ({ ask }) => ask('first'))
      .required('second', { after: ['first'] }, ({ ask }, { first }) => ask(`second of ${first}`))
      .shape(({ slow, second }) => [slow, second]);
    const running = runView(chain, {}, contextFor(), calls.bind);
    expect(calls.asked).toEqual(['slow', 'first']);
    calls.of('first').answer('1');
    await settled();
    expect(calls.asked).toEqual(['slow', 'first', 'second of 1']);
    calls.of('second of 1').answer('2');
    calls.of('slow').answer('0');
    expect((await running).body).toEqual(['0', '2']);
  });

  it('gives its answers in the order of declaration, whichever was there first', async () => {
    const calls = new PendingCalls();
    const both = view<Clients>('both')
      .required('a', ({ ask }) => ask('a'))
      .required('b', ({ ask }) => ask('b'))
      .shape((answers) => answers);
    const running = runView(both, {}, contextFor(), calls.bind);
    calls.of('b').answer('B');
    await settled();
    calls.of('a').answer('A');
    expect(JSON.stringify((await running).body)).toBe('{"a":"A","b":"B"}');
  });

  it('without parts is its shape', async () => {
    const constant = view('constant').shape(() => 42);
    expect(await runView(constant, {}, contextFor(), nothing)).toMatchObject({ body: 42, complete: true });
  });

  it('fails with the error of its shape', async () => {
    const shapeless = view('shapeless').shape(() => {
      throw new Error('no shape');
    });
    await expect(runView(shapeless, {}, contextFor(), nothing)).rejects.toThrow('no shape');
  });
});

describe('a required part', () => {
  it('fails the view with its own error, and with the name of the part beside it', async () => {
    const error = new UpstreamError('orders', 'breaker-open');
    const orders = view('orders')
      .required('order', () => Promise.reject<string>(error))
      .shape(({ order }) => order);
    await expect(runView(orders, {}, contextFor(), nothing)).rejects.toBe(error);
    expect(failedPartOf(error)).toEqual({ view: 'orders', part: 'order' });
  });

  it('cancels what is running when it fails, and starts nothing any more', async () => {
    const calls = new PendingCalls();
    const both = view<Clients>('both')
      .required('order', ({ ask }) => ask('order'))
      .required('user', ({ ask }) => ask('user'))
      .optional('more', { after: ['user'] }, ({ ask }) => ask('more'))
      .shape((answers) => answers);
    const running = runView(both, {}, contextFor(), calls.bind);
    calls.of('order').fail(new Error('no order'));
    await expect(running).rejects.toThrow('no order');
    expect(calls.of('user').signal.aborted).toBe(true);
    expect(calls.of('user').signal.reason).toMatchObject({ name: 'CallerGone' });
    expect(calls.asked).toEqual(['order', 'user']);
  });

  it('that throws instead of rejecting fails the view too', async () => {
    const thrown = view('thrown')
      .required('order', (): string => {
        throw new NotFound('order');
      })
      .shape(({ order }) => order);
    await expect(runView(thrown, {}, contextFor(), nothing)).rejects.toThrow(NotFound);
  });

  it('that throws what is no error fails the view with an error that has it as its cause', async () => {
    const odd = view('odd')
      .required('order', () => Promise.reject<string>('odd'))
      .shape(({ order }) => order);
    await expect(runView(odd, {}, contextFor(), nothing)).rejects.toMatchObject({ cause: 'odd' });
  });
});

describe('an optional part', () => {
  const withOptional = (load: () => Promise<string>) =>
    view('some')
      .optional('extra', load)
      .required('shown', { after: ['extra'] }, (_, { extra }) => extra ?? 'nothing')
      .shape(({ extra, shown }) => ({ extra, shown }));

  it('that fails is null and missing, and later parts run without it', async () => {
    const result = await runView(withOptional(broken), {}, contextFor(), nothing);
    expect(result.body).toEqual({ extra: null, shown: 'nothing' });
    expect(result).toMatchObject({ complete: false, missing: ['extra'] });
  });

  it.each([
    ['the upstream says 404', new UpstreamError('payments', 'status', { status: 404 })],
    ['the part says so itself', new NotFound('payment')],
  ])('is null and complete where %s', async (_, error) => {
    const result = await runView(
      withOptional(() => Promise.reject(error)),
      {},
      contextFor(),
      nothing,
    );
    expect(result).toMatchObject({ body: { extra: null }, complete: true, missing: [] });
  });

  it.each([403, 410, 500])('is missing where the upstream says %d', async (status) => {
    const error = new UpstreamError('payments', 'status', { status });
    const result = await runView(
      withOptional(() => Promise.reject(error)),
      {},
      contextFor(),
      nothing,
    );
    expect(result).toMatchObject({ body: { extra: null }, complete: false, missing: ['extra'] });
  });

  it('that fails cancels what else it has under way, while the view goes on', async () => {
    const calls = new PendingCalls();
    const some = view<Clients>('some')
      .optional('pair', ({ ask }) => Promise.all([ask('one'), ask('other')]))
      .required('user', ({ ask }) => ask('user'))
      .shape((answers) => answers);
    const running = runView(some, {}, contextFor(), calls.bind);
    calls.of('one').fail(new Error('broken'));
    await settled();
    expect(calls.of('other').signal.aborted).toBe(true);
    expect(calls.of('user').signal.aborted).toBe(false);
    calls.of('user').answer('ada');
    expect((await running).body).toEqual({ pair: null, user: 'ada' });
  });

  it('is not asked for where it is not wanted, and complete', async () => {
    const calls = new PendingCalls();
    const some = view<Clients, { wanted: boolean }>('some')
      .optional('extra', ({ ask }) => ask('extra'), { when: ({ wanted }) => wanted })
      .shape(({ extra }) => ({ extra }));
    const result = await runView(some, { wanted: false }, contextFor(), calls.bind);
    expect(result).toMatchObject({ body: { extra: null }, complete: true });
    expect(calls.asked).toEqual([]);
  });
});

describe('a part with a fallback', () => {
  it.each([
    ['fails', new Error('broken')],
    ['is not found, as its type has no null', new NotFound('reviews')],
    ['is late', new DeadlineExceeded()],
  ])('has it, and counts as missing, where it %s', async (_, error) => {
    const some = view('some')
      .withFallback('reviews', () => Promise.reject<string[]>(error), [])
      .required('count', { after: ['reviews'] }, (_, { reviews }) => reviews.length)
      .shape(({ reviews, count }) => ({ reviews, count }));
    const result = await runView(some, {}, contextFor(), nothing);
    expect(result).toMatchObject({ body: { reviews: [], count: 0 }, complete: false, missing: ['reviews'] });
  });

  it('can make it of its arguments', async () => {
    const some = view<object, { id: string }>('some')
      .required('name', () => 'Ada')
      .withFallback('card', { after: ['name'] }, broken, ({ id, name }) => `${name} (${id})`)
      .shape(({ card }) => card);
    expect((await runView(some, { id: '7' }, contextFor(), nothing)).body).toBe('Ada (7)');
  });

  it('fails the view with the error of a fallback that throws', async () => {
    const some = view('some')
      .withFallback('card', broken, () => {
        throw new Error('no fallback either');
      })
      .shape(({ card }) => card);
    await expect(runView(some, {}, contextFor(), nothing)).rejects.toThrow('no fallback either');
  });
});

describe('a caller that goes away', () => {
  it('ends the run at once, and everything it has under way', async () => {
    const calls = new PendingCalls();
    const caller = new AbortController();
    const some = view<Clients>('some')
      .required('order', ({ ask }) => ask('order'))
      .optional('payment', ({ shared }) => shared('payment'))
      .shape(({ order }) => order);
    const running = runView(some, {}, contextFor({ signal: caller.signal }), calls.bind);
    await settled();
    caller.abort();
    await expect(running).rejects.toMatchObject({ name: 'CallerGone' });
    expect(calls.of('order').signal.aborted).toBe(true);
    expect(calls.of('payment').signal.aborted).toBe(true);
  });

  it('is not listened to any more after the run', async () => {
    const { signal } = new AbortController();
    const some = view('some').shape(() => 1);
    await runView(some, {}, contextFor({ signal }), nothing);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('before the run has it call nothing', async () => {
    const calls = new PendingCalls();
    const some = view<Clients>('some')
      .required('order', ({ ask }) => ask('order'))
      .shape(({ order }) => order);
    const running = runView(some, {}, contextFor({ signal: AbortSignal.abort() }), calls.bind);
    await expect(running).rejects.toMatchObject({ name: 'CallerGone' });
    expect(calls.asked).toEqual([]);
  });
});
