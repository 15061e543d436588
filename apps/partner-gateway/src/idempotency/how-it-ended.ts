import type { FastifyReply } from 'fastify';

/** By these the command was refused for a fault of the request or its sender, and nothing was done. */
const NOT_DONE = new Set([400, 401, 403, 429]);
const CALLER_GONE = 499;

/**
 * What an answer says of its command:
 * - `ended`: done, or refused for good; every repetition is answered so
 * - `not-done`: it may be corrected, and come with the same key
 * - `unknown`: it may have been done; a repetition learns it
 */
export function howItEnded(reply: FastifyReply): 'ended' | 'not-done' | 'unknown' {
  const { statusCode } = reply;
  if (NOT_DONE.has(statusCode)) return 'not-done';
  // Who is told when to ask again is told that it is not over.
  const isOver = statusCode < CALLER_GONE && !reply.hasHeader('retry-after');
  return isOver ? 'ended' : 'unknown';
}
