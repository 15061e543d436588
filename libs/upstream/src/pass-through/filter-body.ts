import type { RequestContext } from '@frontdesk/request-context';
import { CallerGone, DeadlineExceeded } from '@frontdesk/request-context';
import type { Readable } from 'node:stream';
import { PassThroughRefused } from './declaration.js';

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;

/** The JSON object of a request body, all of whose fields are declared; throws `PassThroughRefused`. */
export async function filteredBody(
  body: Readable,
  contentType: string | undefined,
  fields: readonly string[],
  maxBytes: number,
  context: RequestContext,
): Promise<Record<string, unknown>> {
  if (!JSON_TYPE.test(contentType ?? '')) throw new PassThroughRefused('unsupported-media-type');
  const value = parsed(await buffered(body, maxBytes, context));
  for (const field of Object.keys(value)) {
    // Dropped in silence, a misspelt field would look as if it had been saved.
    if (!fields.includes(field)) throw new PassThroughRefused('undeclared-field', field);
  }
  return value;
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
