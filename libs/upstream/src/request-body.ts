import { CallerGone } from '@frontdesk/request-context';
import { Readable } from 'node:stream';
import type { Flight } from './flight.js';

export interface RequestBody {
  readonly sent: string | Buffer | Readable | null;
  readonly contentType: string | undefined;
}

const NONE: RequestBody = { sent: null, contentType: undefined };

/** A call's body in the form that goes on the wire. */
export function requestBody(flight: Flight): RequestBody {
  const { body } = flight.call;
  if (body === undefined) return NONE;
  if (Buffer.isBuffer(body)) return { sent: body, contentType: undefined };
  // undici's types do not name the async iterables that it takes.
  if (isStream(body)) return { sent: touching(body, flight) as unknown as Readable, contentType: undefined };
  return { sent: JSON.stringify(body), contentType: 'application/json' };
}

export function isStream(body: unknown): body is Readable {
  return typeof (body as Readable | null | undefined)?.pipe === 'function';
}

/**
 * Hands a stream over chunk by chunk. Given the stream itself, undici would destroy it when the upstream fails, and
 * with it the connection on which the caller waits for the error.
 */
async function* touching(source: Readable, flight: Flight): AsyncGenerator<unknown> {
  flight.bodyTouched = true;
  try {
    yield* source.iterator({ destroyOnReturn: false });
  } catch {
    // Its source broke off: that is the caller, and no failure of the upstream.
    throw new CallerGone();
  }
}
