import { eventually, fakeClock, fakeUpstream, seededRandom } from '@frontdesk/testing';
import { aContext, aGet, things } from './asking.js';

const CALLS = 25;
const BACKOFF_MS = 100;
const LONG = { deadlineMs: 60_000 };

test('the wait before a retry is drawn between nothing and a cap that doubles', async () => {
  const clock = fakeClock();
  let looks = 0;
  const looked = { now: () => ((looks += 1), clock.now()) };
  const pass = async (ms: number) => {
    clock.advance(ms);
    const before = looks;
    await eventually(() => looks > before, 'a look at the clock');
  };
  const numbers = seededRandom(7);
  const drawn: number[] = [];
  const random = () => (drawn.push(numbers()), drawn.at(-1) as number);
  const ended: { at: number; begunAt: number }[] = [];
  const attempted = ({ durationMs }: { durationMs: number }) => {
    ended.push({ at: clock.now(), begunAt: clock.now() - durationMs });
  };
  // Fails twice, then answers: no call is the last straw.
  await using server = await fakeUpstream((_, response) => {
    const status = server.requests.length % 3 === 0 ? 200 : 503;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  const policy = { ...LONG, backoffMs: BACKOFF_MS, retryBudgetReserve: 2 * CALLS, breakerErrorPercent: 100 };
  await using upstream = things(server, policy, { clock: looked, random, observer: { attempted } });

  for (let call = 0; call < CALLS; call += 1) {
    const asked = upstream.ask(aGet(), aContext({ ...LONG, clock: looked }));
    for (const [retried, cap] of [BACKOFF_MS, 2 * BACKOFF_MS].entries()) {
      await eventually(() => drawn.length > 2 * call + retried, 'a wait that is drawn');
      await pass(Math.floor(cap * (drawn.at(-1) ?? NaN)));
      await pass(1);
      await eventually(() => server.requests.length === 3 * call + retried + 2, 'the retry');
    }
    expect(await asked).toEqual({});
  }

  /** What passed between the attempts of each call, before its first or its second retry. */
  const waitsBefore = (retry: number) =>
    ended.flatMap(({ begunAt }, n) => (n % 3 === retry ? [begunAt - (ended[n - 1]?.at ?? NaN)] : []));
  expect(drawn).toHaveLength(2 * CALLS);
  for (const [retry, cap] of [
    [1, BACKOFF_MS],
    [2, 2 * BACKOFF_MS],
  ] as const) {
    const waits = waitsBefore(retry);
    expect(waits).toHaveLength(CALLS);
    for (const [call, wait] of waits.entries()) {
      const least = cap * (drawn[2 * call + retry - 1] ?? NaN);
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(least + 1);
    }
    expect(Math.min(...waits)).toBeLessThan(0.2 * cap);
    expect(Math.max(...waits)).toBeGreaterThan(0.8 * cap);
  }
});
