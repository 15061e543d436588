import { idempotency } from './chapters/idempotency.js';
import { durationInWords } from './duration-in-words.js';

it.each([
  [86_400_000, '24 hours'],
  [31 * 86_400_000, '31 days'],
  [3_600_000, '1 hour'],
  [5_400_000, '90 minutes'],
  [600_001, '600 seconds'],
])('%i milliseconds are %s', (ms, words) => {
  expect(durationInWords(ms)).toBe(words);
});

it('readers are told for how long this gateway keeps an answer', () => {
  expect(idempotency(172_800_000).body.markup).toContain('An answer is kept for 2 days,');
});
