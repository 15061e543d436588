import { Id } from '@frontdesk/gateway';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listApplications } from '../applications.js';
import { listPartners, needPartner } from '../partners.js';
import { ownerOf } from './check-owner.js';
import { Name, NewId } from './inputs.js';
import type { OwnerApi } from './owner-api.js';
import { readInput } from './read-input.js';
import { sendMade } from './send-made.js';
import { takesNothing } from './takes-nothing.js';

const NewPartner = z.strictObject({ id: NewId, name: Name });
const Params = z.object({ id: Id });

export function partnerRoutes(server: FastifyInstance, { acts, tables }: OwnerApi): void {
  server.get('/partners', async () => ({ items: await listPartners(tables) }));

  server.post('/partners', async (request, reply) =>
    sendMade(reply, await acts.createPartner(ownerOf(request), readInput(NewPartner, 'body', request.body))),
  );

  server.get('/partners/:id', async ({ params }) => {
    const { id } = readInput(Params, 'path', params);
    const [partner, applications] = [await needPartner(tables, id), await listApplications(tables, id)];
    return { ...partner, applications };
  });

  server.post('/partners/:id/suspend', takesNothing, async (request) =>
    acts.suspendPartner(ownerOf(request), readInput(Params, 'path', request.params).id),
  );

  server.post('/partners/:id/resume', takesNothing, async (request) =>
    acts.resumePartner(ownerOf(request), readInput(Params, 'path', request.params).id),
  );
}
