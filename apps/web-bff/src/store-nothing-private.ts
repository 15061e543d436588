import type { FastifyInstance } from 'fastify';

const PRIVATE = /\bprivate\b/i;

/**
 * Lets browsers store nothing that is somebody's: whatever is private leaves as `no-store`.
 *
 * Elsewhere private answers may be kept, and are asked about before they are used again. But a browser that goes back
 * in its history uses what it has without asking, and would show one user's pages after the log-out, to the next one.
 */
export function storeNothingPrivate(server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (PRIVATE.test(String(reply.getHeader('cache-control') ?? '')))
      reply.header('cache-control', 'no-store');
    done();
  });
}
