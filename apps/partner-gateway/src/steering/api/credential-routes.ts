import { Id } from '@frontdesk/gateway';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { needApplication } from '../applications.js';
import { listKeys } from '../keys.js';
import { listOAuthClients } from '../oauth-clients.js';
import { ownerOf } from './check-owner.js';
import { Environment, IdInBody, MAX_DAYS } from './inputs.js';
import type { OwnerApi } from './owner-api.js';
import { readInput } from './read-input.js';
import { sendMade } from './send-made.js';
import { takesNothing } from './takes-nothing.js';

const NewKey = z.strictObject({
  environment: Environment,
  days: z
    .int('is not a whole number')
    .min(1, 'is less than 1')
    .max(MAX_DAYS, `is more than ${MAX_DAYS}`)
    .optional(),
});
const NewClient = z.strictObject({ clientId: IdInBody, environment: Environment.default('live') });
const Params = z.object({ id: Id });
/** Never a whole key: that would be one more place where it was written. */
const KeyParams = z.object({
  id: z
    .string()
    .regex(/^[0-9A-Za-z]{12}$/, 'is not the public id of a key: the 12 characters before its last _'),
});

/** By what an application shows who it is: keys, and clients of the identity provider. */
export function credentialRoutes(server: FastifyInstance, { acts, tables }: OwnerApi): void {
  server.get('/applications/:id/keys', async ({ params }) => {
    const { id } = await needApplication(tables, readInput(Params, 'path', params).id);
    return { items: await listKeys(tables, id) };
  });

  server.post('/applications/:id/keys', async (request, reply) => {
    const { id } = readInput(Params, 'path', request.params);
    const asked = readInput(NewKey, 'body', request.body);
    const key = await acts.createKey(ownerOf(request), id, asked);
    return reply.code(201).send(key);
  });

  server.post('/keys/:id/revoke', takesNothing, async (request) =>
    acts.revokeKey(ownerOf(request), readInput(KeyParams, 'path', request.params).id),
  );

  server.get('/applications/:id/oauth-clients', async ({ params }) => {
    const { id } = await needApplication(tables, readInput(Params, 'path', params).id);
    return { items: await listOAuthClients(tables, id) };
  });

  server.post('/applications/:id/oauth-clients', async (request, reply) => {
    const { id: applicationId } = readInput(Params, 'path', request.params);
    const { clientId, environment } = readInput(NewClient, 'body', request.body);
    const client = await acts.addOAuthClient(ownerOf(request), { clientId, applicationId, environment });
    return sendMade(reply, client);
  });

  server.delete('/oauth-clients/:id', takesNothing, async (request, reply) => {
    await acts.removeOAuthClient(ownerOf(request), readInput(Params, 'path', request.params).id);
    return reply.code(204).send();
  });
}
