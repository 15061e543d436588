import type { Step } from '../call.js';
import { unsentReply } from '../unsent-reply.js';

const UNREACHABLE = 503;

/** Makes a problem of whatever keeps an answer from coming, or from coming whole. */
export const reach: Step = async (call, next) => {
  try {
    return await next(call);
  } catch (error) {
    if (call.signal.aborted) throw error;
    return unsentReply(UNREACHABLE, 'The shop cannot be reached');
  }
};
