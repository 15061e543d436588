import { InvalidInput } from '@frontdesk/gateway';
import type { IncomingHttpHeaders } from 'node:http';

export const PATIENCE_HEADER = 'X-Request-Timeout-Ms';

/** Far beyond any patience, and still a number that nothing overflows by. */
const WHOLE_MS = /^[1-9]\d{0,8}$/;

/**
 * How long an app says that it waits, in milliseconds from when its request arrives; undefined where it does not say.
 * Throws `InvalidInput` for what is no whole number of them above zero.
 */
export function readPatience(headers: IncomingHttpHeaders): number | undefined {
  const header = headers['x-request-timeout-ms'] as string | undefined;
  if (header === undefined) return undefined;
  if (WHOLE_MS.test(header)) return Number(header);
  const detail = 'is no whole number of milliseconds above zero';
  throw new InvalidInput([{ in: 'header', field: PATIENCE_HEADER, detail }]);
}
