import { z } from 'zod';
import { pageQuery } from '../cursors/page-query.js';

const MAX_CATEGORY_LENGTH = 100;
const MAX_WORDS_LENGTH = 200;

/** What the catalogue is searched by. */
export const Search = pageQuery.extend({
  category: z
    .string()
    .min(1, 'is empty')
    .max(MAX_CATEGORY_LENGTH, `is longer than ${MAX_CATEGORY_LENGTH} characters`)
    .optional()
    .describe('Products of this category alone, which is written as products say it'),
  q: z
    .string()
    .min(1, 'is empty')
    .max(MAX_WORDS_LENGTH, `is longer than ${MAX_WORDS_LENGTH} characters`)
    .optional()
    .describe('Words that all must occur in the name, the description, the category or the brand'),
});

/** The first version has always passed over what it does not know. */
export const SearchV1 = z.object(Search.shape);

/** After which instant changes are asked for, and which page of them. */
export const Since = pageQuery.extend({
  since: z.iso
    .datetime({ offset: true, error: 'is not an instant such as 2026-11-20T12:00:00Z' })
    .describe(
      'What was changed after this instant: the `nextSince` of the last time, or for everything 1970-01-01T00:00:00Z',
    )
    .meta({ examples: ['2026-11-20T12:00:00Z'] }),
});
