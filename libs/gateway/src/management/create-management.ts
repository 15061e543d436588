import { fastify, type FastifyInstance } from 'fastify';
import { takeBodies } from '../edge/parse-body.js';
import { answerProblems } from './answer-problems.js';

const BODY_LIMIT_BYTES = 16 * 1024;

/** What a route of the management port answers. */
export interface ManagementAnswer {
  readonly contentType: string;
  readonly body: string | Buffer;
}

export interface Management {
  /** Whether the gateway may be sent requests now. */
  ready(): boolean;
  /** The state of each upstream: what operators look at, and what readiness does not depend on. */
  health(): readonly object[];
  /** Further paths, such as `/metrics`. */
  readonly routes: Readonly<Record<string, () => ManagementAnswer | Promise<ManagementAnswer>>>;
  /** Adds what is more than one answer at one path, and asks who is calling if that matters. */
  readonly extend?: ((server: FastifyInstance) => void) | undefined;
  /** Takes out of a problem what is not to be told. */
  conceal(text: string): string;
}

/** A small server for operators, on a port of its own, so that no caller can reach it by a path. */
export function createManagement({ ready, health, routes, extend, conceal }: Management): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  takeBodies(server, BODY_LIMIT_BYTES);
  answerProblems(server, conceal);
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', (_, reply) => {
    // A gateway whose upstream is down still answers with what it has: another gateway would have no more.
    return reply.code(ready() ? 200 : 503).send({ status: ready() ? 'ready' : 'not ready' });
  });
  server.get('/health', () => ({ status: ready() ? 'ready' : 'not ready', upstreams: health() }));
  for (const [path, answer] of Object.entries(routes)) {
    server.get(path, async (_, reply) => {
      const { contentType, body } = await answer();
      return reply.type(contentType).send(body);
    });
  }
  extend?.(server);
  return server;
}
