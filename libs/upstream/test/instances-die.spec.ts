import { anInstanceProcess } from './an-instance-process.js';
import { aContext, aGet, aPost, errorOf, things } from './asking.js';

// Wide enough for a machine that is busy with other things: what is counted here is no matter of time.
const PATIENT = { deadlineMs: 10_000, attemptTimeoutMs: 1_000 };
const patient = () => aContext(PATIENT);

/** Keeps `concurrency` calls under way until `count` were made; `each` hears of every end. */
async function load(
  count: number,
  concurrency: number,
  call: (nth: number) => Promise<unknown>,
  each = () => {},
) {
  let next = 0;
  const errors: unknown[] = [];
  const worker = async () => {
    while (next < count) {
      const error = await errorOf(call(next++));
      if (error) errors.push(error);
      each();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return errors;
}

function atEnd(nth: number, act: () => void) {
  let ended = 0;
  return () => {
    ended += 1;
    if (ended === nth) act();
  };
}

describe('one of two instances dies under load', () => {
  test('killed, no GET fails', async () => {
    await using one = await anInstanceProcess();
    await using two = await anInstanceProcess();
    await using upstream = things([one, two], PATIENT);
    const errors = await load(1_500, 30, () => upstream.ask(aGet(), patient()), atEnd(400, one.kill));
    expect(errors).toEqual([]);
  });

  test('killed, no more POSTs fail than were in flight there, and none is executed twice', async () => {
    await using one = await anInstanceProcess();
    await using two = await anInstanceProcess();
    let inFlightThere: number | undefined;
    const attempted = ({ instance, outcome }: { instance: string; outcome: string }) => {
      // The first that breaks off there is still among those in flight.
      if (instance === one.name && outcome === 'reset') inFlightThere ??= inFlightAt(one.name);
    };
    await using upstream = things([one, two], PATIENT, { observer: { attempted } });
    const inFlightAt = (instance: string) =>
      upstream.upstream.health().instances.find(({ name }) => name === instance)?.inFlight;
    const errors = await load(
      1_500,
      30,
      (nth) => upstream.ask(aPost({ id: nth }), patient()),
      atEnd(400, one.kill),
    );
    expect(inFlightThere).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(inFlightThere ?? 0);
    const executed = [...one.executed(), ...two.executed()];
    expect(new Set(executed).size).toBe(executed.length);
    expect(executed.length).toBeGreaterThanOrEqual(1_500 - errors.length);
  });

  test('stopped, no GET fails, and the stopped one is set aside', async () => {
    await using one = await anInstanceProcess();
    await using two = await anInstanceProcess();
    const ejected: string[] = [];
    const observer = { ejected: ({ instance }: { instance: string }) => void ejected.push(instance) };
    await using upstream = things([one, two], PATIENT, { observer });
    const errors = await load(1_500, 30, () => upstream.ask(aGet(), patient()), atEnd(400, one.stop));
    expect(errors).toEqual([]);
    expect(ejected).toContain(one.name);
    expect(ejected).not.toContain(two.name);
  });
});
