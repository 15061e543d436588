import type { Step } from '../call.js';
import { unsentReply } from '../unsent-reply.js';

const TOO_LATE = 504;

/** Ends the call when its time is over, whatever it waits for then: that is a problem; being taken back is thrown. */
export const keepToPatience: Step = async (call, next, { clock }) => {
  call.signal.throwIfAborted();
  const ending = new AbortController();
  const done = new AbortController();
  const takeBack = () => ending.abort(call.signal.reason);
  call.signal.addEventListener('abort', takeBack, { once: true });
  clock.wait(call.endsAtMs - clock.now(), done.signal).then(
    () => ending.abort(new Error('the time is over')),
    () => undefined,
  );
  try {
    return await Promise.race([next({ ...call, signal: ending.signal }), rejectionOf(ending.signal)]);
  } catch (error) {
    call.signal.throwIfAborted();
    if (ending.signal.aborted) return unsentReply(TOO_LATE, 'The shop took too long');
    throw error;
  } finally {
    call.signal.removeEventListener('abort', takeBack);
    done.abort();
  }
};

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
