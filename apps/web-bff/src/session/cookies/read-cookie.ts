const SEMICOLON = 59;
const SPACE = 32;

/**
 * The value of a cookie; undefined where there is none, and where there are two of that name: then somebody else set
 * one, and which of them is ours cannot be told (RFC 6265, section 8.6).
 */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  const at = placeOf(header, name, 0);
  if (at === -1 || placeOf(header, name, at) !== -1) return undefined;
  const end = header.indexOf(';', at);
  return header.slice(at, end === -1 ? undefined : end).trimEnd();
}

/** The names of the cookies that begin so. */
export function cookiesNamed(header: string | undefined, prefix: string): string[] {
  const names = (header ?? '').split(';').map((cookie) => cookie.trimStart().split('=', 1)[0] ?? '');
  return [...new Set(names.filter((name) => name.startsWith(prefix)))];
}

/** Where the value of the next cookie of this name begins. */
function placeOf(header: string, name: string, from: number): number {
  for (let at = header.indexOf(name, from); at !== -1; at = header.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (header[end] === '=' && isStart(header, at)) return end + 1;
  }
  return -1;
}

function isStart(header: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && header.charCodeAt(before) === SPACE) before -= 1;
  return before < 0 || header.charCodeAt(before) === SEMICOLON;
}
