import type { FastifyReply } from 'fastify';

/** What tells private answers to the same URL apart, for a cache that two people share. */
export const CREDENTIALS = 'Authorization, Cookie';

/** Adds to what the answer varies by, such as the `Origin` that CORS noted. */
export function addVary(reply: FastifyReply, names: string): void {
  const already = reply.getHeader('vary');
  reply.header('vary', already ? `${String(already)}, ${names}` : names);
}
