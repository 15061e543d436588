import fc from 'fast-check';
import type { RawRequest } from './raw-connection.js';

/** What is wrong with a request that is right otherwise. */
export type Malformation = (right: RawRequest) => RawRequest;
type Malformations = fc.Arbitrary<Malformation>;

const LONGEST_ID = 64;
const LONGEST_KEY = 255;

/** What people, scripts and attackers write where something else is asked for. */
const classics = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '1e309',
  '0x10',
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{"$gt":""}',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  '<script>',
  '../../admin',
  '..;/',
  '\u0000',
  '\r\nx-user-id: bob',
  '${jndi:ldap://x}',
  '%',
  '١٢٣',
  'é\u0301\u202e',
  'a'.repeat(700),
);
const anyText = fc.oneof(
  classics,
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.base64String({ maxLength: 80 }),
  fc.integer().map(String),
);

/** What may stand in a header: neither empty nor ending in what is cut off. */
const headerText = fc
  .string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code < 0x7f || code > 0x9f)
      .map(toCharacter),
    maxLength: 60,
  })
  .filter((text) => text !== '' && !/^\s|\s$/.test(text));

function toCharacter(code: number): string {
  return String.fromCharCode(code);
}

/** What no value of a query is, by the name of its parameter. */
const wrongQuery: Readonly<Record<string, fc.Arbitrary<string>>> = {
  // Of the form of a service's own, too.
  cursor: fc.oneof(
    anyText,
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
  ),
  // Passed through as the service gave it out, for as long as there is a first version: its form alone can be judged.
  'cursor of /v1/notifications': anyText.filter((text) => !/^[\w-]{1,512}$/.test(text)),
  since: fc.oneof(
    anyText,
    fc.base64String().map((text) => `${text.replace(/\W/g, '')}.AAAAAAAAAAAA`),
  ),
  limit: anyText.filter((text) => !/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > 100),
  unread: anyText.filter((text) => text !== 'true' && text !== 'false'),
  updatedSince: anyText.filter((text) => !/^\d{4}-\d\d-\d\dT/.test(text)),
  q: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme-ascii', minLength: 201, maxLength: 300 })),
  category: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme-ascii', minLength: 101, maxLength: 200 })),
};

/** A value that a parameter cannot have, or two where there is one; throws where nothing is known of its name. */
export function wrongQueryOf(name: string, template: string): Malformations {
  const wrong = wrongQuery[`${name} of ${template}`] ?? wrongQuery[name];
  if (!wrong) throw new Error(`nothing is known of what ${name} cannot be: say it here`);
  const one = wrong.map((value) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
  return one.map((query) => (right) => ({ ...right, target: `${right.target}?${query}` }));
}

/** An id that is none, as a segment of the path. */
export const wrongId: Malformations = anyText
  .filter((text) => text !== '' && (text.length > LONGEST_ID || !/^[\w~-][\w.~-]*$/.test(text)))
  .map((text) => (right) => ({
    ...right,
    target: right.target.replace('/p-001', `/${encodeURIComponent(text.toWellFormed())}`),
  }));

const withHeader =
  (name: string) =>
  (value: string): Malformation =>
  (right) => ({
    ...right,
    headers: [...right.headers.filter(([other]) => other !== name), [name, value] as const],
  });

export const wrongCredentials: Malformations = fc
  .oneof(
    headerText.map((text) => `Bearer ${text}`),
    headerText,
    fc
      .tuple(fc.base64String(), fc.base64String(), fc.base64String())
      .map((parts) => `Bearer ${parts.join('.')}`),
  )
  .map(withHeader('authorization'));

export const wrongKey: Malformations = fc
  .oneof(
    headerText.filter((text) => !/^[\x21-\x7e]+$/.test(text)),
    fc.string({ unit: fc.constantFrom('a', '-', '7'), minLength: LONGEST_KEY + 1, maxLength: 400 }),
  )
  .map(withHeader('idempotency-key'));

/** What an app says of itself, or how long it waits, where that cannot be. */
export const wrongAppHeaders: Malformations = fc.oneof(
  headerText.filter((text) => !/^[1-9]\d{0,8}$/.test(text)).map(withHeader('x-request-timeout-ms')),
  headerText.filter((text) => !/^\d+\.\d+\.\d+/.test(text)).map(withHeader('x-app-version')),
  headerText.filter((text) => text !== 'ios' && text !== 'android').map(withHeader('x-app-platform')),
  fc.constant(withHeader('x-app-version')('2.0.0')),
  fc.constantFrom('ios', 'android').map(withHeader('x-app-platform')),
);

/** A body that does not fit; `fits` says which JSON would. */
export function wrongBody(names: readonly string[], fits: (body: unknown) => boolean): Malformations {
  const field = fc.constantFrom(...names, '__proto__', 'constructor', 'isAdmin');
  const json = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.integer()), { minKeys: 1 }),
  );
  const deep = fc.integer({ min: 33, max: 2_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth));
  const noJson = anyText.filter((text) => !isJson(bytesOf(text)));
  const text = fc.oneof(
    json.filter((value) => !fits(value)).map((value) => JSON.stringify(value)),
    deep,
    noJson,
  );
  const wrongType = headerText.filter((type) => !/json/i.test(type)).map(withHeader('content-type'));
  return fc.oneof(
    text.map((body): Malformation => (right) => ({ ...right, body: bytesOf(body) })),
    wrongType,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const bytesOf = (text: string) => Buffer.from(text.toWellFormed()).toString('latin1');

/** What breaks the rules of HTTP, or could be read in two ways, wherever it is sent. */
export const wrongHttp: Malformations = fc.oneof(
  headerText.map((value) => add('host', value)),
  fc.constant<Malformation>((right) => ({
    ...right,
    headers: right.headers.filter(([name]) => name !== 'host'),
  })),
  fc.constant(withHeader('host')('')),
  fc.constantFrom('b ad', 'b(ad', '', 'b\u00e4d', 'bad\u0000').map((name) => add(name, 'x')),
  fc.constantFrom('\u0000', 'a\u0000b', 'a\nb', 'a\rb', '\u007f').map((value) => add('x-anything', value)),
  fc.constantFrom('%2f', '%5c', '\\', '%00', '%0d%0a', '/..', '/./', '%2e%2e/..').map(behind),
  fc.constantFrom('%', '%zz', '%c3%28', '%ff').map(behind),
  fc.integer({ min: 8_200, max: 9_000 }).map((length) => behind(`?${'a'.repeat(length)}`)),
  fc.integer({ min: 101, max: 300 }).map((count) => (right: RawRequest) => ({
    ...right,
    headers: [...right.headers, ...Array.from({ length: count }, (_, n) => [`x-${n}`, 'x'] as const)],
  })),
  fc
    .constantFrom('http://elsewhere.example', 'ftp://127.0.0.1', 'x')
    .map((origin): Malformation => (right) => ({ ...right, target: origin + right.target })),
  fc.constant<Malformation>((right) => add('content-length', '7')(add('content-length', '8')(right))),
  fc.constant<Malformation>((right) =>
    add('transfer-encoding', 'chunked')(add('content-length', '8')(right)),
  ),
);

function add(name: string, value: string): Malformation {
  return (right) => ({ ...right, headers: [...right.headers, [name, value]] });
}

function behind(text: string): Malformation {
  return (right) => ({ ...right, target: right.target + text });
}
