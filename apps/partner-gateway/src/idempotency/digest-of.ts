import { createHash } from 'node:crypto';

/** What two requests with one key must be equal in. */
interface Asked {
  readonly method: string;
  /** The path with its query, as it came. */
  readonly url: string;
  /** What the JSON says; undefined where there is no body. */
  readonly body?: unknown;
}

/**
 * SHA-256 of what is asked: method, path and body. Of the body it is what the JSON says that counts, whatever order its
 * members came in, since a caller's library may write them differently when it repeats a call.
 */
export function digestOf({ method, url, body }: Asked): Buffer {
  const said = body === undefined ? '' : JSON.stringify(inOrder(body));
  return createHash('sha256').update(`${method} ${url}\n${said}`).digest();
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
