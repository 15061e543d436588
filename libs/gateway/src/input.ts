import { z } from 'zod';

const MAX_ID_LENGTH = 64;
const MAX_CURSOR_LENGTH = 512;
const MAX_PAGE = 100;

/** An id in a path: letters, digits and `. _ ~ -`, so that it cannot leave its segment wherever it goes. */
export const Id = z
  .string()
  .max(MAX_ID_LENGTH, `is longer than ${MAX_ID_LENGTH} characters`)
  .regex(/^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/, 'is not an id');

/** Which page of a list is asked for, in the query. */
export const pageQuery = z.object({
  cursor: z
    .string()
    .max(MAX_CURSOR_LENGTH, `is longer than ${MAX_CURSOR_LENGTH} characters`)
    .regex(/^[A-Za-z0-9_=.~-]+$/, 'is not a cursor that was given out')
    .optional()
    .describe('The `nextCursor` of the page before'),
  limit: z
    .preprocess(
      (text) => (/^\d{1,4}$/.test(String(text)) ? Number(text) : text),
      z.int('is not a whole number').min(1, 'is less than 1').max(MAX_PAGE, `is more than ${MAX_PAGE}`),
    )
    .optional()
    .describe(`How many items, 1 to ${MAX_PAGE}`),
});
