import { Id, pageQuery } from '@frontdesk/gateway';
import { z } from 'zod';

/** What the first version lets pass to the service: what cannot be meant is refused before it is asked. */
export const passedId = { id: Id };
export const passedQuery = {
  cursor: z.string().regex(/^[\w-]{1,512}$/, 'is not a cursor that was given out'),
  limit: pageQuery.shape.limit,
  unread: z.enum(['true', 'false'], 'is neither true nor false'),
  updatedSince: z.iso.datetime({ offset: true, error: 'is no instant' }),
};
