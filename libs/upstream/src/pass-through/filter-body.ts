import type { RequestContext } from '@frontdesk/request-context';
import { CallerGone, DeadlineExceeded } from '@frontdesk/request-context';
import type { Readable } from 'node:stream';
import { PassThroughRefused } from './declaration.js';
import type { HeaderFields } from './forwarded-headers.js';

const MAX_DEPTH = 32;
const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;

/**
 * The JSON object of a request body; throws `PassThroughRefused` unless
 * - it is JSON, in no coding: we read it, and send on what we read
 * - it has at most `maxBytes`, and says no more
 * - all its fields are declared
 * - nothing in it nests deeper than 32, which `JSON.stringify` does not survive, or is named `__proto__`
 */
export async function filteredBody(
  body: Readable,
  headers: HeaderFields,
  fields: readonly string[],
  maxBytes: number,
  context: RequestContext,
): Promise<Record<string, unknown>> {
  const { 'content-type': type, 'content-encoding': coding, 'content-length': length } = headers;
  if (!JSON_TYPE.test(String(type ?? ''))) throw new PassThroughRefused('unsupported-media-type');
  if (coding !== undefined && coding !== 'identity') throw new PassThroughRefused('unsupported-media-type');
  if (Number(length ?? 0) > maxBytes) throw new PassThroughRefused('body-too-large');
  const value = parsed(await buffered(body, maxBytes, context));
  for (const field of Object.keys(value)) {
    // Dropped in silence, a misspelt field would look as if it had been saved.
    if (!fields.includes(field)) throw new PassThroughRefused('undeclared-field', field);
  }
  if (!isHarmless(value, MAX_DEPTH)) throw new PassThroughRefused('bad-body');
  return value;
}

function isHarmless(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isHarmless(inner, depth - 1));
}

function parsed(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PassThroughRefused('bad-body');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PassThroughRefused('bad-body');
  return value as Record<string, unknown>;
}

async function buffered(body: Readable, maxBytes: number, context: RequestContext): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The stream is left alone on the way out: the refusal still has to reach the caller on this connection.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new PassThroughRefused('body-too-large');
      if (context.deadline.hasPassed) throw new DeadlineExceeded();
      chunks.push(chunk);
    }
  } catch (error) {
    const { name } = error as Error;
    throw name === 'PassThroughRefused' || name === 'DeadlineExceeded' ? error : new CallerGone();
  }
  return Buffer.concat(chunks).toString('utf8');
}
