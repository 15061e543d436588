import { Id } from '@frontdesk/gateway';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listActs } from '../list-acts.js';
import { type Usage, usageOf } from '../usage.js';
import type { OwnerApi } from './owner-api.js';
import { ownerName } from './owners.js';
import { readInput } from './read-input.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

const Day = z.iso.date('is not a day such as 2026-11-20');
const UsageQuery = z.strictObject({
  application: Id.optional(),
  partner: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});
const ActsQuery = z.strictObject({
  application: Id.optional(),
  partner: Id.optional(),
  key: Id.optional(),
  plan: Id.optional(),
  actor: ownerName.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'is not a cursor that was given out')
    .optional(),
  limit: z.coerce
    .number('is not a number')
    .pipe(z.int('is not a whole number').min(1, 'is less than 1').max(MAX_LIMIT, `is more than ${MAX_LIMIT}`))
    .default(DEFAULT_LIMIT),
});

/** What applications do, and what owners did. */
export function reportRoutes(server: FastifyInstance, { tables, retiring }: OwnerApi): void {
  const asked = (query: unknown) => {
    const { application: applicationId, partner: partnerId, ...days } = readInput(UsageQuery, 'query', query);
    return { applicationId, partnerId, ...days };
  };

  server.get('/usage', async ({ query }) => ({ items: await usageOf(tables, asked(query)) }));

  server.get('/deprecated', async ({ query }) => {
    const items = await usageOf(tables, { ...asked(query), versions: retiring });
    return { versions: retiring, items: items.toSorted(byLastUse) };
  });

  server.get('/acts', async ({ query }) => {
    const { application, partner, key, cursor, ...rest } = readInput(ActsQuery, 'query', query);
    return listActs(tables, {
      applicationId: application,
      partnerId: partner,
      keyId: key,
      before: cursor,
      ...rest,
    });
  });
}

function byLastUse(one: Usage, other: Usage): number {
  return other.lastAt.getTime() - one.lastAt.getTime();
}
