import { DeadlineExceeded } from '@frontdesk/request-context';
import { view } from './begin-view.js';
import type { Plan } from './plan.js';
import { startView } from './run-view.js';
import { contextFor } from './test/context-for.js';
import { type Clients, PendingCalls, settled } from './test/pending-calls.js';

const home = view<Clients>('home', { budgetMs: 800 })
  .required('user', ({ ask }) => ask('user'))
  .optional('orders', ({ ask }) => ask('orders'))
  .optional('details', { after: ['orders'] }, ({ ask }) => ask('details'))
  .withFallback('offers', ({ ask }) => ask('offers'), 'none')
  .withFallback(
    'cards',
    { after: ['offers', 'orders'] },
    ({ ask }) => ask('cards'),
    ({ offers, orders }) => `cards of ${offers}, ${orders}`,
  )
  .shape((answers) => answers);

function start(signal = new AbortController().signal) {
  const calls = new PendingCalls();
  const plans: Plan[] = [];
  const run = startView(home, {}, contextFor({ signal }), calls.bind, { onPlan: (plan) => plans.push(plan) });
  return { calls, plans, ...run };
}

describe('what there is of a view so far', () => {
  it('is nothing while something that is required is not there', async () => {
    const { calls, soFar, result } = start();
    calls.of('orders').answer('two');
    await settled();
    expect(soFar()).toBeUndefined();
    calls.of('user').fail(new Error('broken'));
    await expect(result).rejects.toThrow('broken');
    expect(soFar()).toBeUndefined();
  });

  it('is what it would answer at its deadline, and changes nothing of the run', async () => {
    const { calls, plans, soFar, result } = start();
    calls.of('user').answer('ada');
    await settled();
    expect(soFar()).toMatchObject({
      body: { user: 'ada', orders: null, details: null, offers: 'none', cards: 'cards of none, null' },
      complete: false,
      missing: ['orders', 'details', 'offers', 'cards'],
      freshness: { noStore: true },
    });
    calls.of('orders').answer('two');
    await settled();
    expect(soFar()).toMatchObject({ body: { orders: 'two' }, missing: ['details', 'offers', 'cards'] });
    expect(plans).toEqual([]);
    calls.of('details').answer('red');
    calls.of('offers').answer('some');
    await settled();
    calls.of('cards').answer('aces');
    expect(await result).toMatchObject({
      body: { user: 'ada', orders: 'two', details: 'red', offers: 'some', cards: 'aces' },
      complete: true,
    });
    expect(calls.asked).toEqual(['user', 'orders', 'offers', 'details', 'cards']);
    expect(soFar()).toBeUndefined();
  });
});

it('a run that nobody has time left for ends as at its deadline', async () => {
  const leaving = new AbortController();
  const { calls, plans, result } = start(leaving.signal);
  calls.of('user').answer('ada');
  await settled();
  leaving.abort(new DeadlineExceeded());
  expect(await result).toMatchObject({ complete: false, body: { user: 'ada', orders: null } });
  expect(calls.of('orders').signal.reason).toMatchObject({ name: 'DeadlineExceeded' });
  expect(plans).toMatchObject([
    { outcome: 'incomplete', parts: [{ outcome: 'ok' }, { outcome: 'timed-out' }, {}, {}, {}] },
  ]);
});
