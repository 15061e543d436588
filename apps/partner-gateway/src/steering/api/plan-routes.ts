import { Id } from '@frontdesk/gateway';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { UnknownRecord } from '../act-refused.js';
import { findPlan, listPlans } from '../plans.js';
import { ownerOf } from './check-owner.js';
import { NewId, Terms } from './inputs.js';
import type { OwnerApi } from './owner-api.js';
import { readInput } from './read-input.js';
import { sendMade } from './send-made.js';

const NewPlan = Terms.extend({ name: NewId });
const Changes = Terms.partial().refine((changes) => Object.keys(changes).length > 0, 'changes nothing');
const Params = z.object({ name: Id });

export function planRoutes(server: FastifyInstance, { acts, tables }: OwnerApi): void {
  server.get('/plans', async () => ({ items: await listPlans(tables) }));

  server.post('/plans', async (request, reply) =>
    sendMade(reply, await acts.createPlan(ownerOf(request), readInput(NewPlan, 'body', request.body))),
  );

  server.get('/plans/:name', async ({ params }) => {
    const { name } = readInput(Params, 'path', params);
    const plan = await findPlan(tables, name);
    if (!plan) throw new UnknownRecord(`there is no plan ${name}`);
    return plan;
  });

  server.patch('/plans/:name', async (request) => {
    const { name } = readInput(Params, 'path', request.params);
    const { ...changes } = readInput(Changes, 'body', request.body);
    return acts.changePlan(ownerOf(request), name, changes);
  });
}
