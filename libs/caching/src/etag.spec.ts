import { etagFor, matchesIfNoneMatch, strongETag } from './etag.js';

const etag = strongETag('{"id":"p-1"}');

test('equal bytes have equal strong tags, and others another', () => {
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect(strongETag(Buffer.from('{"id":"p-1"}'))).toBe(etag);
  expect(strongETag('{"id":"p-2"}')).not.toBe(etag);
});

test('each coding has a tag of its own', () => {
  expect(etagFor('"abc"', 'br')).toBe('"abc-br"');
  expect(etagFor('"abc"', 'gzip')).toBe('"abc-gzip"');
  expect(etagFor('"abc"', 'identity')).toBe('"abc"');
});

test.each([
  ['the tag itself', '"abc"'],
  ['its tag in a coding', '"abc-br"'],
  ['a weak form, as proxies make it', 'W/"abc"'],
  ['a weak form of a coding', 'W/"abc-gzip"'],
  ['any', '*'],
  ['any, with spaces', ' * '],
  ['a list', '"x", W/"y-br" ,"abc-gzip"'],
  ['a list without spaces', '"x","abc"'],
  ['a list with a comma in a tag', '"x,y", "abc"'],
])('If-None-Match matches %s', (_, header) => {
  expect(matchesIfNoneMatch(header, '"abc"')).toBe(true);
});

test('If-None-Match matches where the header came in several lines', () => {
  expect(matchesIfNoneMatch(['"x"', '"abc"'], '"abc"')).toBe(true);
});

test.each([
  ['nothing', undefined],
  ['an empty one', ''],
  ['another tag', '"abd"'],
  ['an unknown coding', '"abc-pack200"'],
  ['what is no tag', 'abc'],
  ['a tag inside another', '"xabc", "abcx"'],
])('If-None-Match does not match with %s', (_, header) => {
  expect(matchesIfNoneMatch(header, '"abc"')).toBe(false);
});

test('a tag that happens to end like a coding is compared by all of it but the coding', () => {
  expect(matchesIfNoneMatch('"abc-br"', etagFor('"abc"', 'br'))).toBe(true);
  expect(matchesIfNoneMatch('"abd-br"', etagFor('"abc"', 'br'))).toBe(false);
});
