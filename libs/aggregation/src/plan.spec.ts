import { DeadlineExceeded } from '@frontdesk/request-context';
import { view } from './begin-view.js';
import type { Plan } from './plan.js';
import { planToJson } from './plan-to-json.js';
import { RecentPlans } from './recent-plans.js';
import { runView } from './run-view.js';
import { serverTiming } from './server-timing.js';
import { slowView } from './slow-view.js';
import { contextFor } from './test/context-for.js';
import { type Clients, PendingCalls, settled } from './test/pending-calls.js';

const freshness = { visibility: 'public', maxAgeMs: 1_000, noStore: false } as const;
const unreachable = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:3028'), {
  code: 'connect-failed',
});

/** A run of a view in which every part ends differently, on a clock that is moved by hand. */
async function eventfulPlan(): Promise<Plan> {
  let now = 1_000;
  const calls = new PendingCalls();
  const home = view<Clients>('home', { budgetMs: 800 })
    .required('user', ({ scope, shared }) => {
      scope.report({ source: 'cache', freshness });
      return shared('user');
    })
    .optional('orders', { after: ['user'] }, ({ ask, scope }) => {
      scope.report({ source: 'upstream', freshness });
      return ask('orders');
    })
    .optional('broken', () => Promise.reject<string>(unreachable))
    .optional('late', () => Promise.reject<string>(new DeadlineExceeded()))
    .optional('absent', () => null)
    .optional('unwanted', () => 1, { when: () => false })
    .withFallback('offers', () => Promise.reject<string>(unreachable), 'none')
    .shape(() => 1);
  const running = runView(home, {}, contextFor({ clock: { now: () => now } }), calls.bind);
  await settled();
  now += 10.26;
  calls.of('user').answer('ada');
  await settled();
  now += 30;
  calls.of('orders').answer('3');
  return (await running).plan;
}

describe('the plan of a run', () => {
  it('says of every part when it started, how long it took, from where, and how it ended', async () => {
    const { parts, ...run } = planToJson(await eventfulPlan());
    expect(run).toEqual({
      view: 'home',
      requestId: 'request-1',
      outcome: 'incomplete',
      lengthMs: 40.3,
      budgetMs: 800,
      criticalPath: ['user', 'orders'],
    });
    const failed = { startMs: 0, lengthMs: 0, source: 'none', after: [] };
    expect(parts).toEqual([
      { ...failed, name: 'user', kind: 'required', lengthMs: 10.3, source: 'cache', outcome: 'ok' },
      {
        name: 'orders',
        kind: 'optional',
        after: ['user'],
        startMs: 10.3,
        lengthMs: 30,
        source: 'upstream',
        outcome: 'ok',
      },
      { ...failed, name: 'broken', kind: 'optional', outcome: 'failed', error: 'connect-failed' },
      { ...failed, name: 'late', kind: 'optional', outcome: 'timed-out', error: 'DEADLINE_EXCEEDED' },
      { ...failed, name: 'absent', kind: 'optional', outcome: 'absent' },
      { ...failed, name: 'unwanted', kind: 'optional', outcome: 'skipped' },
      { ...failed, name: 'offers', kind: 'fallback', outcome: 'fallback', error: 'connect-failed' },
    ]);
  });

  it('goes to callers as Server-Timing, which names no host', async () => {
    expect(serverTiming(await eventfulPlan())).toBe(
      'total;dur=40.3, user;dur=10.3;desc=cache, orders;dur=30.0;desc=upstream, broken;dur=0.0;desc=failed, ' +
        'late;dur=0.0;desc=timed-out, absent;dur=0.0;desc=absent, unwanted;dur=0.0;desc=skipped, offers;dur=0.0;desc=fallback',
    );
  });

  it.each([
    ['complete', undefined, undefined],
    ['incomplete', undefined, unreachable],
    ['failed', unreachable, undefined],
    ['timed-out', new DeadlineExceeded(), undefined],
  ])('is told of a run that is %s', async (outcome, error, optionalError) => {
    const plans: Plan[] = [];
    const failing = (reason?: Error) => (reason ? Promise.reject(reason) : Promise.resolve('ok'));
    const some = view('some')
      .required('it', () => failing(error))
      .optional('extra', () => failing(optionalError))
      .shape(({ it }) => it);
    await runView(some, {}, contextFor(), () => ({}), { onPlan: (plan) => plans.push(plan) }).catch(() => 0);
    expect(plans).toMatchObject([{ view: 'some', outcome }]);
  });

  it('says of the parts of a failed run which were cancelled and which never started', async () => {
    const plans: Plan[] = [];
    const some = view<Clients>('some')
      .required('broken', () => Promise.reject<string>(unreachable))
      .required('running', ({ ask }) => ask('running'))
      .required('waiting', { after: ['running'] }, ({ ask }) => ask('waiting'))
      .shape(() => 1);
    const onPlan = (plan: Plan) => plans.push(plan);
    await expect(runView(some, {}, contextFor(), new PendingCalls().bind, { onPlan })).rejects.toBe(
      unreachable,
    );
    expect(plans[0]?.parts).toMatchObject([
      { outcome: 'failed', error: unreachable },
      { outcome: 'cancelled', startMs: expect.any(Number) },
      { outcome: 'cancelled', startMs: null, lengthMs: 0 },
    ]);
    expect(serverTiming(plans[0] as Plan)).toMatch(/waiting;desc=cancelled$/);
  });

  it('that an observer cannot take fails the run, where everybody sees it', async () => {
    const some = view('some').shape(() => 1);
    const onPlan = () => {
      throw new Error('bad observer');
    };
    await expect(runView(some, {}, contextFor(), () => ({}), { onPlan })).rejects.toThrow('bad observer');
  });
});

describe('recent plans', () => {
  it('are the last ones, newest first', async () => {
    const plan = await eventfulPlan();
    let at = 0;
    const recent = new RecentPlans(3, () => (at += 1_000));
    for (const requestId of ['1', '2', '3', '4', '5']) recent.add({ ...plan, requestId });
    const shown = JSON.parse(JSON.stringify(recent)) as { requestId: string; endedAt: string }[];
    expect(shown.map(({ requestId, endedAt }) => [requestId, endedAt])).toEqual([
      ['5', '1970-01-01T00:00:05.000Z'],
      ['4', '1970-01-01T00:00:04.000Z'],
      ['3', '1970-01-01T00:00:03.000Z'],
    ]);
    expect(JSON.stringify(recent)).not.toContain('10.0.0.7');
  });

  it('are as few as there were', async () => {
    const recent = new RecentPlans(3);
    recent.add(await eventfulPlan());
    expect(recent.toJSON()).toHaveLength(1);
  });
});

describe('a slow view', () => {
  it('took most of its budget, or longer than is said', async () => {
    const plan = await eventfulPlan();
    expect(slowView(plan)).toBeUndefined();
    expect(slowView({ ...plan, lengthMs: 700 })).toMatchObject({
      view: 'home',
      lengthMs: 700,
      budgetMs: 800,
    });
    expect(slowView(plan, 40)).toMatchObject({ criticalPath: ['user', 'orders'] });
  });
});
