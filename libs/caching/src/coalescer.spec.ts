import { Deadline } from '@frontdesk/request-context';
import { Coalescer } from './coalescer.js';
import type { Start } from './flight.js';

const waiter = (withinMs = 5_000, signal = new AbortController().signal) => ({
  deadline: Deadline.in(withinMs),
  signal,
});

test('those who ask while a load is under way share it, and those who ask later do not', async () => {
  const coalescer = new Coalescer();
  let loads = 0;
  const load = async () => ++loads;

  expect(await Promise.all([1, 2, 3].map(() => coalescer.join('k', waiter(), load)))).toEqual([1, 1, 1]);
  expect(await coalescer.join('k', waiter(), load)).toBe(2);
  expect(coalescer.has('k')).toBe(false);
});

test('a load that throws at once fails for all, and is not remembered', async () => {
  const coalescer = new Coalescer();
  const broken = () => {
    throw new Error('broken');
  };

  const ends = await Promise.allSettled([1, 2].map(() => coalescer.join('k', waiter(), broken)));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await coalescer.join('k', waiter(), async () => 'well')).toBe('well');
});

test('a waiter leaves at its own deadline, and the load goes on for the others', async () => {
  const coalescer = new Coalescer();
  let finish!: (value: string) => void;
  let given: AbortSignal | undefined;
  const load = (signal: AbortSignal) => (
    (given = signal),
    new Promise<string>((resolve) => (finish = resolve))
  );
  const patient = coalescer.join('k', waiter(), load);

  await expect(coalescer.join('k', waiter(10), load)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect(given?.aborted).toBe(false);
  finish('done');
  expect(await patient).toBe('done');
});

test('a load that always ends at its leader’s deadline is not repeated for every waiter', async () => {
  const coalescer = new Coalescer();
  let loads = 0;
  const late = async () => {
    loads += 1;
    throw Object.assign(new Error('late'), { code: 'DEADLINE_EXCEEDED' });
  };

  await Promise.allSettled(Array.from({ length: 100 }, () => coalescer.join('k', waiter(), late)));
  expect(loads).toBe(2);
});

test('those with time to spare are not ended by the haste of others, and share one more load', async () => {
  const coalescer = new Coalescer();
  let loads = 0;
  const loadWithin = (ms: number) => async () => {
    loads += 1;
    if (ms < 1_000) throw Object.assign(new Error('late'), { code: 'DEADLINE_EXCEEDED' });
    return 'loaded';
  };
  const ask = (ms: number) => coalescer.join('k', waiter(ms), loadWithin(ms));

  const [leader, ...others] = await Promise.allSettled([300, 600, 5_000, 900, 4_000].map(ask));
  expect(leader).toMatchObject({ status: 'rejected' });
  expect(others).toEqual(others.map(() => ({ status: 'fulfilled', value: 'loaded' })));
  expect(loads).toBe(2);
});

test('whoever asks after the last has left starts a new load, while the old one is ending', async () => {
  const coalescer = new Coalescer();
  const leaving = new AbortController();
  const left = coalescer.join('k', waiter(5_000, leaving.signal), () => new Promise<string>(() => undefined));
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');

  expect(await coalescer.join('k', waiter(), async () => 'new')).toBe('new');
});

test('after a fresh start nobody joins the loads that are under way, and they still end for those who wait', async () => {
  const coalescer = new Coalescer();
  let finish!: (value: string) => void;
  const before = coalescer.join('k', waiter(), () => new Promise<string>((resolve) => (finish = resolve)));
  coalescer.startAfresh();
  const after = coalescer.join('k', waiter(), async () => 'new');
  const joined = coalescer.join('k', waiter(), async () => 'newer');
  finish('old');

  expect(await Promise.all([before, after, joined])).toEqual(['old', 'new', 'new']);
});

test('who has no time left is given what there is so far, and the load goes on for the others', async () => {
  const coalescer = new Coalescer();
  let loads = 0;
  let finish!: (value: string) => void;
  const load: Start<string> = (_, waited) => {
    loads += 1;
    waited.offer(() => 'a part');
    return new Promise((resolve) => (finish = resolve));
  };
  const patient = coalescer.join('k', waiter(), load);
  const hasty = [10, 20].map((ms) => coalescer.join('k', waiter(ms), load));

  expect(await Promise.all(hasty)).toEqual(['a part', 'a part']);
  finish('the whole');
  expect(await patient).toBe('the whole');
  expect(loads).toBe(1);
});

test('a load that nobody has time left for ends as by a deadline, and after what there was of it was given', async () => {
  const coalescer = new Coalescer();
  let given!: AbortSignal;
  const ask = (soFar: () => string | undefined) =>
    coalescer.join('k', waiter(10), (signal, waited) => {
      given = signal;
      waited.offer(() => (signal.aborted ? 'over' : soFar()));
      return new Promise<string>(() => undefined);
    });

  expect(await ask(() => 'a part')).toBe('a part');
  expect(given.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await expect(ask(() => undefined)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  const broken = ask(() => {
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  expect(coalescer.has('k')).toBe(false);
});
