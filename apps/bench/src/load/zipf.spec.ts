import { seededRandom } from './seeded-random.js';
import { zipf } from './zipf.js';

const PICKS = 50_000;

function counts(seed: number): number[] {
  const pick = zipf(100, seededRandom(seed));
  const found = new Array<number>(100).fill(0);
  for (let n = 0; n < PICKS; n += 1) found[pick()]! += 1;
  return found;
}

it('asks for the second product half as often as for the first, and for the tenth a tenth as often', () => {
  const [first = 0, second = 0] = counts(1);
  const tenth = counts(1)[9] ?? 0;
  expect(second / first).toBeCloseTo(1 / 2, 1);
  expect(tenth / first).toBeCloseTo(1 / 10, 1);
});

it('asks every server the same, and another turn something else', () => {
  expect(counts(7)).toEqual(counts(7));
  expect(counts(7)).not.toEqual(counts(8));
});
