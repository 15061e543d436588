import type { Database } from '@frontdesk/database';
import type { FastifyInstance } from 'fastify';
import type { Tables } from '../database/tables.js';
import type { Acts } from './acts.js';
import { localOwner } from './api/local-owner.js';
import { ownerApi } from './api/owner-api.js';
import type { KnownOwner } from './api/owners.js';

interface Parts {
  readonly acts: Acts;
  readonly database: Database;
  readonly retiring: object;
  readonly settings: {
    readonly owners: readonly KnownOwner[] | undefined;
    readonly partnerDataDir: string;
    readonly managementHost: string;
  };
  readonly logger: { error(fields: object, message: string): void };
}

/** What the management port is extended by for owners; throws where there is nobody that it could be for. */
export function steer({
  acts,
  database,
  retiring,
  settings,
  logger,
}: Parts): (server: FastifyInstance) => void {
  const { owners = [localOwner(settings.partnerDataDir)], managementHost } = settings;
  return ownerApi({
    acts,
    tables: database.tables<Tables>(),
    retiring: Object.keys(retiring),
    now: Date.now,
    owners,
    managementHost,
    failed: (err) => logger.error({ err }, 'an owner could not be answered'),
  });
}
