import { Id } from '@frontdesk/gateway';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listApplications, needApplication } from '../applications.js';
import { listKeys } from '../keys.js';
import { listOAuthClients } from '../oauth-clients.js';
import { findPlan } from '../plans.js';
import { quotaUsed } from '../usage.js';
import { ownerOf } from './check-owner.js';
import { IdInBody, Name } from './inputs.js';
import type { OwnerApi } from './owner-api.js';
import { readInput } from './read-input.js';
import { sendMade } from './send-made.js';
import { takesNothing } from './takes-nothing.js';

const NewApplication = z.strictObject({ partnerId: IdInBody, name: Name, plan: IdInBody });
const Changes = z.strictObject({ plan: IdInBody });
const Params = z.object({ id: Id });
const Query = z.strictObject({ partner: Id.optional() });

export function applicationRoutes(server: FastifyInstance, { acts, tables, now }: OwnerApi): void {
  server.get('/applications', async ({ query }) => ({
    items: await listApplications(tables, readInput(Query, 'query', query).partner),
  }));

  server.post('/applications', async (request, reply) => {
    const application = readInput(NewApplication, 'body', request.body);
    return sendMade(reply, await acts.createApplication(ownerOf(request), application));
  });

  server.get('/applications/:id', async ({ params }) => {
    const { id } = readInput(Params, 'path', params);
    const application = await needApplication(tables, id);
    const month = new Date(now()).toISOString().slice(0, 'yyyy-mm'.length);
    const [plan, keys, oauthClients, used] = [
      await findPlan(tables, application.plan),
      await listKeys(tables, id),
      await listOAuthClients(tables, id),
      await quotaUsed(tables, id, month),
    ];
    return { ...application, quota: { month, limit: plan?.quotaPerMonth, used }, keys, oauthClients };
  });

  server.patch('/applications/:id', async (request) => {
    const { id } = readInput(Params, 'path', request.params);
    const { plan } = readInput(Changes, 'body', request.body);
    return acts.changePlanOfApplication(ownerOf(request), id, plan);
  });

  server.post('/applications/:id/suspend', takesNothing, async (request) =>
    acts.suspendApplication(ownerOf(request), readInput(Params, 'path', request.params).id),
  );

  server.post('/applications/:id/resume', takesNothing, async (request) =>
    acts.resumeApplication(ownerOf(request), readInput(Params, 'path', request.params).id),
  );
}
