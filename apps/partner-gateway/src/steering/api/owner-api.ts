import type { Kysely } from 'kysely';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tables } from '../../database/tables.js';
import type { Acts } from '../acts.js';
import { applicationRoutes } from './application-routes.js';
import { checkHost } from './check-host.js';
import { checkOwner } from './check-owner.js';
import { credentialRoutes } from './credential-routes.js';
import type { KnownOwner } from './owners.js';
import { partnerRoutes } from './partner-routes.js';
import { planRoutes } from './plan-routes.js';
import { reportRoutes } from './report-routes.js';

const SERVERS_FAULT = 500;

/** What the routes of owners stand on. */
export interface OwnerApi {
  readonly acts: Acts;
  readonly tables: Kysely<Tables>;
  /** The versions of the partners' API that are on their way out, such as `v1`. */
  readonly retiring: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Guarded extends OwnerApi {
  readonly owners: readonly KnownOwner[];
  readonly managementHost: string;
  /** Told of what failed, and is nobody's mistake. */
  readonly failed: (error: Error) => void;
}

/** Extends the management port by `/owner/…`, for owners alone. */
export function ownerApi({ owners, managementHost, failed, ...api }: Guarded) {
  return (management: FastifyInstance): void => {
    void management.register(
      (server, _options, done) => {
        server.addHook('onRequest', async (request) => {
          checkHost(request, managementHost);
          checkOwner(request, owners);
        });
        server.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
        const errors = new WeakMap<FastifyRequest, Error>();
        server.addHook('onError', async (request, _reply, error) => void errors.set(request, error));
        server.addHook('onResponse', async (request, { statusCode }) => {
          const error = errors.get(request);
          if (error && statusCode >= SERVERS_FAULT) failed(error);
        });
        planRoutes(server, api);
        partnerRoutes(server, api);
        applicationRoutes(server, api);
        credentialRoutes(server, api);
        reportRoutes(server, api);
        done();
      },
      { prefix: '/owner' },
    );
  };
}
