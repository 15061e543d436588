import { preferredCoding } from './preferred-coding.js';

const LARGE = 10_000;

it.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['deflate, zstd', 'identity'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br ; q=0.5 ,gzip ; Q=0.500', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0.1, gzip;q=0.2', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['identity, gzip;q=0.5', 'identity'],
  ['identity;q=0.5, gzip', 'gzip'],
  ['gzip, identity', 'gzip'],
  ['identity;q=0, gzip;q=0.001', 'gzip'],
  ['*;q=0, gzip', 'gzip'],
])('of a large body, %j asks for %s', (header, coding) => {
  expect(preferredCoding(header, LARGE)).toBe(coding);
});

it.each(['identity;q=0', '*;q=0', 'identity;q=0, zstd'])(
  'a body goes out as it is where nothing is left that could be sent: %s',
  (header) => {
    expect(preferredCoding(header, LARGE)).toBe('identity');
  },
);

it.each(['gzip;q=2', 'gzip;q=-1', 'gzip;q=x', 'gzip q=1', 'gz ip', ';q=1', ',,', 'gzip;q=0.1234'])(
  'what is no coding with a weight is passed over: %s',
  (header) => {
    expect(preferredCoding(header, LARGE)).toBe('identity');
  },
);

it('a small body is not worth coding, unless the caller takes it in no other way', () => {
  expect(preferredCoding('br, gzip', 1_024)).toBe('identity');
  expect(preferredCoding('br, gzip', 1_025)).toBe('br');
  expect(preferredCoding('gzip, identity;q=0', 10)).toBe('gzip');
  expect(preferredCoding('gzip, *;q=0', 10)).toBe('gzip');
});

it('a header that somebody made long costs no more than its length', () => {
  const startedAt = performance.now();
  preferredCoding(`gzip${' '.repeat(8_000)};q=${'0'.repeat(8_000)}`, LARGE);
  expect(performance.now() - startedAt).toBeLessThan(100);
});
