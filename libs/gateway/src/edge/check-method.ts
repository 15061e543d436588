import type { FastifyRequest } from 'fastify';
import { RefusedRequest } from './refused-request.js';

/** TRACE sends credentials back to whoever can read the answer; CONNECT never gets here (see `create-server.ts`). */
export function checkMethod(request: FastifyRequest): void {
  if (request.method === 'TRACE') throw new RefusedRequest('METHOD_REFUSED', 'TRACE is not answered here');
}
