import type { FastifyRequest } from 'fastify';

/** Thrown for HEAD where answering it would do what only a GET is meant to; gateways answer 405. */
class GetAlone extends Error {
  override readonly name = 'GetAlone';
  readonly code = 'METHOD_REFUSED';
  readonly allowed = 'GET';
}

/** The server answers HEAD wherever it answers GET; a step of log-in or log-out is not to be taken by a look. */
export function getAlone({ method }: FastifyRequest): void {
  if (method !== 'GET') throw new GetAlone(`${method} is not answered here`);
}
