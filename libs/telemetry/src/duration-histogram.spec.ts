import { Histogram, Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.js';

const OPTIONS = { name: 'things_seconds', help: 'How long things took.', labelNames: ['thing', 'outcome'] };
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

it('is scraped as a histogram of prom-client is', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const histogram = new DurationHistogram(OPTIONS, ours);
  const model = new Histogram({ ...OPTIONS, buckets: BUCKETS, registers: [theirs] });
  for (const durationMs of [0, 1, 2, 3, 30, 250, 251, 9_999, 10_000, 60_000]) {
    for (const [thing, outcome] of [
      ['a', 'ok'],
      ['a', 'failed'],
      ['b "c"\n', 'ok'],
    ] as const) {
      histogram.observe(durationMs, thing, outcome);
      model.observe({ thing, outcome }, durationMs / 1_000);
    }
  }
  const lines = (text: string) => text.split('\n').sort();
  expect(lines(await ours.metrics())).toEqual(lines(await theirs.metrics()));
});

it('cannot be there twice', () => {
  const registry = new Registry();
  new DurationHistogram(OPTIONS, registry);
  expect(() => new DurationHistogram(OPTIONS, registry)).toThrow('already been registered');
});
