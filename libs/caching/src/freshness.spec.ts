import {
  cacheControlOf,
  cacheStatusOf,
  cacheStatusOfParts,
  type Freshness,
  freshnessOf,
  strictest,
} from './index.js';

const open = (maxAgeMs: number): Freshness => ({ visibility: 'public', maxAgeMs, noStore: false });
const own = (maxAgeMs: number): Freshness => ({ visibility: 'private', maxAgeMs, noStore: false });
const never: Freshness = { visibility: 'public', maxAgeMs: 60_000, noStore: true };

test.each<[string, Freshness[], string]>([
  ['the smallest age', [open(60_000), open(5_999)], 'public, max-age=5'],
  ['private beats public', [open(60_000), own(90_000)], 'private, max-age=60'],
  ['no-store beats everything', [own(5_000), never], 'no-store'],
  ['no time left', [open(60_000), open(0)], 'public, no-cache'],
  ['no answers', [], 'no-store'],
])('of several answers the strictest holds: %s', (_, freshnesses, header) => {
  expect(cacheControlOf(strictest(freshnesses))).toBe(header);
});

test('a cached answer allows its receiver what time it has left', () => {
  const policy = { audience: 'perPrincipal', freshMs: 60_000 } as const;
  const cached = { value: 1, outcome: 'hit', ageMs: 20_000, freshForMs: 40_000 } as const;

  expect(freshnessOf(policy, cached)).toEqual(own(40_000));
  expect(freshnessOf(policy, { ...cached, outcome: 'stale', freshForMs: -5 })).toEqual(own(0));
  expect(cacheControlOf(freshnessOf(policy, { ...cached, outcome: 'bypass' }))).toBe('no-store');
});

test.each([
  [{ outcome: 'hit', freshForMs: 120_900 }, 'frontdesk; hit; ttl=120'],
  [{ outcome: 'stale', freshForMs: -10_000 }, 'frontdesk; hit; ttl=-10'],
  [{ outcome: 'miss', freshForMs: 60_000 }, 'frontdesk; fwd=miss; stored'],
  [{ outcome: 'bypass', freshForMs: 0 }, 'frontdesk; fwd=miss'],
] as const)('Cache-Status of %j', (use, header) => {
  expect(cacheStatusOf(use)).toBe(header);
});

test.each([
  [{ asked: 0, given: 0 }, undefined],
  [{ asked: 3, given: 3 }, 'frontdesk; hit'],
  [{ asked: 3, given: 0 }, 'frontdesk; fwd=miss'],
  [{ asked: 3, given: 2 }, 'frontdesk; fwd=partial; detail="2 of 3"'],
] as const)('Cache-Status of an answer that is made of %j', (share, header) => {
  expect(cacheStatusOfParts(share)).toBe(header);
});
