import { pageQuery as anyPage } from '@frontdesk/gateway';
import { z } from 'zod';

const MAX_CURSOR_LENGTH = 1_000;

/** Which page of a list is asked for; what else a list is asked by goes beside it. */
export const pageQuery = z.strictObject({
  cursor: z
    .string()
    .max(MAX_CURSOR_LENGTH, `is longer than ${MAX_CURSOR_LENGTH} characters`)
    .regex(/^[\w-]+\.[\w-]+$/, 'is not a cursor that was given out')
    .optional()
    .describe(
      'The `nextCursor` of the page before; with it, ask by the same parameters as then (`limit` may differ)',
    ),
  limit: anyPage.shape.limit.describe('How many items, 1 to 100; 20 without'),
});

/** What a list in pages says of the next one. */
export const nextCursor = z
  .string()
  .nullable()
  .describe('What to ask for the next page by, as `cursor`; null on the last page');
