/**
 * A key, wherever it stands, and what is left of one that was cut or mistyped: an id, and anything that follows it. The id
 * alone is no secret, and stays as it is.
 */
const KEY =
  /(fd_(?:live|test)_)([0-9a-z]{12}|[0-9a-z]{1,11}(?![0-9a-z]))(?:_[\w-]*[0-9a-z][\w-]*|[0-9a-z][\w-]*)/i;
const EVERY_KEY = new RegExp(KEY, 'gi');
/** What an address may write in two ways that mean the same (RFC 3986, section 2.3), and encodings of those encodings. */
const ENCODED = /%(?:25)*(2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/gi;

/** A text with no more than the public part of every key in it: `fd_live_<id>_…`. */
export function concealKeys(text: string): string {
  const plain = decoded(text);
  if (!KEY.test(plain)) return text;
  return plain.replace(EVERY_KEY, (_, prefix: string, id: string) => `${prefix}${id}_…`);
}

/** The public part of the first key in a text, such as `fd_live_<id>`; undefined where there is none. */
export function publicIdIn(text: string): string | undefined {
  const [, prefix, id] = KEY.exec(decoded(text)) ?? [];
  return prefix === undefined ? undefined : `${prefix}${id ?? ''}`;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(ENCODED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
