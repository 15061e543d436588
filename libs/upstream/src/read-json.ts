import { isUtf8 } from 'node:buffer';
import { jsonFlaw } from './json-flaw.js';
import type { UpstreamAnswer } from './upstream-call.js';
import { UpstreamError } from './upstream-error.js';

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;
/** ASCII is a part of UTF-8, the one charset that JSON has between machines (RFC 8259, section 8.1). */
const UTF8 = /^(?:utf-?8|us-ascii)$/i;
const BYTE_ORDER_MARK = 0xfeff;
/** V8 parses any depth, but what walks the value later, JSON.stringify too, runs out of stack after some thousands. */
const MAX_LEVELS = 512;

/** How nearly every service says it: what is said so needs no closer look. */
const USUAL_TYPES = new Set<unknown>(['application/json', 'application/json; charset=utf-8']);

/** Buffers and parses a JSON body; throws `bad-content-type`, `bad-json`, `too-large` or `unsafe-integer`. */
export async function readJson(answer: UpstreamAnswer): Promise<unknown> {
  if (isEmpty(answer)) return undefined;
  if (!isJson(answer)) throw failed(answer, 'bad-content-type');
  return parsedJson(await answer.bytes(), answer);
}

/** Whether the status says that there is no body (RFC 9110, sections 15.3.5 and 15.3.6). */
export function isEmpty({ status }: UpstreamAnswer): boolean {
  return status === 204 || status === 205;
}

export function isJson({ headers }: UpstreamAnswer): boolean {
  const type = headers['content-type'];
  return USUAL_TYPES.has(type) || JSON_TYPE.test(String(type ?? ''));
}

export function parsedJson(bytes: Buffer, answer: UpstreamAnswer): unknown {
  const type = answer.headers['content-type'];
  const charset = USUAL_TYPES.has(type) ? undefined : CHARSET.exec(String(type ?? ''))?.[1];
  if (charset !== undefined && !UTF8.test(charset)) throw failed(answer, 'bad-content-type');
  // Decoded all the same, each byte that is none would become U+FFFD, and be saved so by whoever reads it.
  if (!isUtf8(bytes)) throw failed(answer, 'bad-json');
  const decoded = bytes.toString('utf8');
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  const value = parsed(text, answer);
  const flaw = jsonFlaw(value, MAX_LEVELS);
  if (flaw) throw failed(answer, flaw);
  return value;
}

function parsed(text: string, answer: UpstreamAnswer): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw failed(answer, 'bad-json', cause);
  }
}

function failed(
  answer: UpstreamAnswer,
  code: 'bad-content-type' | 'bad-json' | 'unsafe-integer',
  cause?: unknown,
) {
  return new UpstreamError(answer.upstream, code, { status: answer.status, cause });
}
