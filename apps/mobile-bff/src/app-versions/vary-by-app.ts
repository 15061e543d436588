import type { FastifyInstance } from 'fastify';
import { PLATFORM_HEADER, VERSION_HEADER } from './calling-app.js';

const OF_THE_API = /^\/v\d+\//;
const BY_APP = `${VERSION_HEADER}, ${PLATFORM_HEADER}`;

/**
 * Has caches that many share keep what anybody may keep for each app alone: another one is to be told something else of
 * itself, or is answered nothing any more. Must be added before routes are.
 */
export function varyByApp(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const isPublic = String(reply.getHeader('cache-control')).startsWith('public');
    if (isPublic && OF_THE_API.test(request.routeOptions.url ?? '')) {
      const already = reply.getHeader('vary');
      reply.header('vary', already ? `${String(already)}, ${BY_APP}` : BY_APP);
    }
    done(null, payload);
  });
}
