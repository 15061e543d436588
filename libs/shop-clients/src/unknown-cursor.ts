import { UpstreamError } from '@frontdesk/upstream';
import type { OperationRequest } from './operation.js';

const BAD_REQUEST = 400;

/** Thrown where a service refuses a page whose cursor it did not give out: that is the caller's mistake, not a failure. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
  readonly code = 'INVALID_INPUT';
  readonly errors = [{ in: 'query', field: 'cursor', detail: 'is not a cursor that was given out' }] as const;

  constructor(cause: unknown) {
    super('cursor: is not a cursor that was given out', { cause });
  }
}

/** The same call, whose refusal is blamed on the cursor: all else that a page is asked by was checked before. */
export function blamingCursor<T>(call: Promise<T>, { query }: OperationRequest): Promise<T> {
  if (query?.['cursor'] === undefined) return call;
  return call.catch((error: unknown) => {
    throw isRefusal(error) ? new UnknownCursor(error) : error;
  });
}

function isRefusal(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'status' && error.status === BAD_REQUEST;
}
