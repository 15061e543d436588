import type { Kysely, Selectable } from 'kysely';
import type { Environment, Tables } from '../database/tables.js';
import type { Step } from './act.js';
import { ActConflict, UnknownRecord } from './act-refused.js';
import { needApplication } from './applications.js';

/** A client of the identity provider, whose tokens are an application's credentials. */
export interface OAuthClient {
  readonly clientId: string;
  readonly applicationId: string;
  readonly environment: Environment;
  readonly madeAt: Date;
}

export const addOAuthClient =
  (asked: Omit<OAuthClient, 'madeAt'>): Step<OAuthClient & { isNew: boolean }> =>
  async (tables) => {
    const { clientId, applicationId, environment } = asked;
    const { partnerId } = await needApplication(tables, applicationId);
    const there = await findOAuthClient(tables, clientId);
    if (there && (there.applicationId !== applicationId || there.environment !== environment))
      throw new ActConflict(
        `${clientId} is a client of ${there.applicationId} (${there.environment}) already: remove it there first`,
      );
    if (there) return { result: { ...there, isNew: false }, act: undefined };
    const row = await tables
      .insertInto('oauth_clients')
      .values({ client_id: clientId, application_id: applicationId, environment })
      .returningAll()
      .executeTakeFirstOrThrow();
    const act = { action: 'oauth-client.add', partnerId, applicationId, after: { clientId, environment } };
    return { result: { ...clientOf(row), isNew: true }, act };
  };

export const removeOAuthClient =
  (clientId: string): Step<void> =>
  async (tables) => {
    const there = await findOAuthClient(tables, clientId);
    if (!there) throw new UnknownRecord(`there is no OAuth client ${clientId}`);
    const { applicationId, environment } = there;
    const { partnerId } = await needApplication(tables, applicationId);
    await tables.deleteFrom('oauth_clients').where('client_id', '=', clientId).execute();
    const before = { clientId, environment };
    return { result: undefined, act: { action: 'oauth-client.remove', partnerId, applicationId, before } };
  };

export async function listOAuthClients(
  tables: Kysely<Tables>,
  applicationId: string,
): Promise<OAuthClient[]> {
  const rows = await tables
    .selectFrom('oauth_clients')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('client_id')
    .execute();
  return rows.map(clientOf);
}

async function findOAuthClient(tables: Kysely<Tables>, clientId: string): Promise<OAuthClient | undefined> {
  const row = await tables
    .selectFrom('oauth_clients')
    .selectAll()
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row && clientOf(row);
}

function clientOf(row: Selectable<Tables['oauth_clients']>): OAuthClient {
  const { client_id: clientId, application_id: applicationId, environment, made_at: madeAt } = row;
  return { clientId, applicationId, environment, madeAt };
}
