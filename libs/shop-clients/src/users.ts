import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { operation } from './operation.js';

export const User = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  avatarUrl: z.string(),
  phone: z.string().nullable(),
  address: z
    .object({ street: z.string(), city: z.string(), postalCode: z.string(), country: z.string() })
    .nullable(),
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof User>;

export const users = {
  byId: operation({
    reads: 'principal',
    route: 'GET /users/:id',
    request: (id: string) => ({ path: path`/users/${id}` }),
    answer: User,
  }),
};
