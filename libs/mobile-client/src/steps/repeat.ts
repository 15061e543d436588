import type { Reply, Step } from '../call.js';
import { retryAfterMs } from './retry-after.js';

const MAX_RETRIES = 2;
/** The most that is waited before the first retry; before the second it is twice that. */
const FIRST_PAUSE_MS = 300;
const PASSING = [502, 503, 504];
/** These are over once the answer says so: the same command is still running, or there were too many calls. */
const PASSING_IF_TOLD = [409, 429];

/**
 * Repeats what failed in passing, at most twice:
 * - after a pause of any length up to a limit that doubles, so that not all phones come back at once
 * - not before the answer's `Retry-After`
 * - where there is time left for it
 */
export const repeat: Step = async (call, next, { clock, random }) => {
  for (let retries = 0; ; retries += 1) {
    const reply = await next(call);
    if (retries === MAX_RETRIES || !isPassing(reply)) return reply;
    const jitterMs = random() * FIRST_PAUSE_MS * 2 ** retries;
    const pauseMs = Math.max(jitterMs, retryAfterMs(reply.response.headers) ?? 0);
    if (clock.now() + pauseMs >= call.endsAtMs) return reply;
    await clock.wait(pauseMs, call.signal);
  }
};

function isPassing({ error, response: { status, headers } }: Reply): boolean {
  if (!error) return false;
  return (
    PASSING.includes(status) || (PASSING_IF_TOLD.includes(status) && retryAfterMs(headers) !== undefined)
  );
}
