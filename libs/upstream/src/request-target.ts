import type { Query, UpstreamCall } from './upstream-call.js';

/** The request target: the instance's base path, the call's path, and its query, encoded. */
export function requestTarget(base: URL, call: UpstreamCall<unknown>): string {
  const prefix = base.pathname;
  const target =
    prefix === '/' ? call.path : (prefix.endsWith('/') ? prefix.slice(0, -1) : prefix) + call.path;
  return call.query === undefined ? target : target + queryString(call.query);
}

function queryString(query: Query): string {
  let made = '';
  for (const name in query) {
    const value = query[name];
    if (value === undefined) continue;
    if (Array.isArray(value)) for (const item of value) made += pair(made, name, item as string | number);
    else made += pair(made, name, value as string | number | boolean);
  }
  return made;
}

function pair(before: string, name: string, value: string | number | boolean): string {
  return `${before === '' ? '?' : '&'}${encoded(name)}=${encoded(String(value))}`;
}

// A lone surrogate has no UTF-8; encodeURIComponent would throw at it.
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
