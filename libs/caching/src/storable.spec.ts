import { storable } from './storable.js';

test.each([
  ['nothing is said', {}],
  ['it may be kept for a while', { 'cache-control': 'public, max-age=60' }],
  ['it varies by what all callers share', { vary: 'Accept-Encoding, Accept' }],
  ['a directive merely looks like one that forbids', { 'cache-control': 'private-ish=1, max-age=05' }],
])('an answer is stored where %s', (_, headers) => {
  expect(storable(headers, 'public')).toBe(true);
});

test.each([
  ['no-store', { 'cache-control': 'no-store' }],
  ['private', { 'cache-control': 'max-age=60, Private' }],
  ['private for some fields', { 'cache-control': 'private="x-secret"' }],
  ['no-cache', { 'cache-control': 'no-cache' }],
  ['no time at all', { 'cache-control': 'max-age=0' }],
  ['no time at all in shared caches', { 'cache-control': 's-maxage=0, max-age=60' }],
  ['a cookie', { 'set-cookie': ['id=1'] }],
  ['several lines', { 'cache-control': ['max-age=60', 'no-store'] }],
  ['that it varies by anything', { vary: '*' }],
])('an answer is not stored with %s, for any audience', (_, headers) => {
  expect(storable(headers, 'public')).toBe(false);
  expect(storable(headers, 'perPrincipal')).toBe(false);
  expect(storable(headers, 'perTenant')).toBe(false);
});

test('what varies by who is asking is not stored as public', () => {
  expect(storable({ vary: 'Authorization' }, 'public')).toBe(false);
  expect(storable({ vary: 'Accept, Cookie' }, 'public')).toBe(false);
  expect(storable({ vary: 'X-User-Id' }, 'perPrincipal')).toBe(true);
});
