import type { UpstreamAnswer } from '../upstream-call.js';

export type HeaderFields = Readonly<Record<string, string | string[] | undefined>>;

/** What of a caller's headers may reach an upstream: how the body is to be read, and what is wanted back. */
const TO_UPSTREAM = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'content-encoding',
  'content-language',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-event-id',
  'prefer',
  'range',
];

/** What of an upstream's headers may reach a caller; `Set-Cookie`, `Server` and hop-by-hop headers are not here. */
const TO_CALLER = [
  'accept-ranges',
  'age',
  'allow',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'deprecation',
  'etag',
  'expires',
  'last-modified',
  'preference-applied',
  'retry-after',
  'sunset',
  'vary',
];

/** What of these asks for a form of the answer, or only for a part or a newer one of it. */
const ABOUT_THE_ANSWER = [
  'accept',
  'accept-encoding',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
];

/** The caller's headers for the upstream; its answer's form is the caller's to choose only where we do not read it. */
export function headersToUpstream(headers: HeaderFields, readsAnswer: boolean): Record<string, string> {
  const kept = picked(headers, TO_UPSTREAM) as Record<string, string>;
  if (readsAnswer) for (const name of ABOUT_THE_ANSWER) delete kept[name];
  return kept;
}

/** The upstream's headers for the caller, without `Location`: that one has to be turned back first. */
export function headersToCaller({ headers }: UpstreamAnswer): Record<string, string | string[]> {
  const kept = picked(headers, TO_CALLER);
  // Else a proxy in front of the gateway might hold events back until it has a bufferful (nginx).
  if (String(headers['content-type'] ?? '').startsWith('text/event-stream')) kept['x-accel-buffering'] = 'no';
  return kept;
}

function picked(headers: HeaderFields, names: readonly string[]): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
