declare const checked: unique symbol;

/** A path below an upstream's URL whose segments are where the template put them; only `path` makes one. */
export type Path = string & { readonly [checked]: true };

/** Thrown for an id that could change which path is called; gateways answer 400 or 404. */
export class InvalidPathSegment extends Error {
  override readonly name = 'InvalidPathSegment';
  readonly code = 'INVALID_PATH_SEGMENT';

  constructor() {
    // The id itself stays out of the message: it is the caller's, and ends up in logs.
    super('an id is empty, or could leave its path segment');
  }
}

const PLAIN_ID = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/;
const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i;
// Slashes and controls are refused though encoding would carry them: many servers and proxies decode
// before they route. Their encoded forms are refused too, because some decode twice.
const LEAVES_SEGMENT = /[\u0000-\u001f\u007f/\\]|%(?:2f|5c|[01][0-9a-f]|7f)/i;
const LONE_SURROGATE = /\p{Surrogate}/u;
const DOT_SEGMENT_IN_PATH = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
const PATH_CHARACTERS = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*$/;

/** Makes a path of a template whose values are ids; throws `InvalidPathSegment` for an id that could leave its segment. */
export function path(template: TemplateStringsArray, ...ids: readonly (string | number)[]): Path {
  let made = template[0] ?? '';
  let plain = true;
  for (let i = 0; i < ids.length; i++) {
    const id = String(ids[i]);
    if (PLAIN_ID.test(id)) made += id;
    else {
      plain = false;
      made += encodedSegment(id);
    }
    made += template[i + 1];
  }
  if (made.charCodeAt(0) !== 47) throw new TypeError(`a path starts with a slash: ${template[0]}`);
  if (!plain && DOT_SEGMENT_IN_PATH.test(made)) throw new InvalidPathSegment();
  return made as Path;
}

function encodedSegment(id: string): string {
  if (id === '' || DOT_SEGMENT.test(id) || LEAVES_SEGMENT.test(id) || LONE_SURROGATE.test(id)) {
    throw new InvalidPathSegment();
  }
  return encodeURIComponent(id);
}

/** The path that came in a request line or from `HttpService`, segment by segment under the same rule as an id. */
export function checkedPath(raw: string): Path {
  if (raw.charCodeAt(0) !== 47) throw new InvalidPathSegment();
  const segments = raw.split('/');
  for (let i = 1; i < segments.length; i++) {
    const segment = segments[i] ?? '';
    // An empty segment is harmless only at the end: `//host` must not be read as an authority.
    if (segment === '' && i === segments.length - 1) continue;
    segments[i] = checkedSegment(segment);
  }
  return segments.join('/') as Path;
}

function checkedSegment(raw: string): string {
  if (PLAIN_ID.test(raw)) return raw;
  let id: string;
  try {
    id = decodeURIComponent(raw);
  } catch {
    throw new InvalidPathSegment();
  }
  const encoded = encodedSegment(id);
  return PATH_CHARACTERS.test(raw) ? raw : encoded;
}

const QUERY_CHARACTERS = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

/** A query that came in a request line, with whatever does not belong into one encoded. */
export function checkedQuery(raw: string): string {
  return QUERY_CHARACTERS.test(raw) ? raw : new URLSearchParams(raw).toString();
}
