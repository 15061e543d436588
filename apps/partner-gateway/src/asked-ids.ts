import { Id } from '@frontdesk/gateway';
import { z } from 'zod';

/** As many as a service takes in one call, and as long as it takes them. */
const MOST_IDS = 200;
const MAX_LENGTH = 8_000;

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is required' : 'is given more than once') })
  .max(MAX_LENGTH, `is longer than ${MAX_LENGTH} characters`);

/** What is asked for by ids: 1 to 200 of them, none of them twice. */
export const AskedIds = z.strictObject({
  ids: text
    .transform((joined, context) => {
      const ids = joined.split(',');
      const flaw = flawOf(ids);
      if (flaw !== undefined) context.issues.push({ code: 'custom', message: flaw, input: joined });
      return ids;
    })
    .describe(`The ids of 1 to ${MOST_IDS} products, separated by commas, none of them twice`)
    .meta({ examples: ['p-001,p-002'] }),
});

/** As the first version has always taken them: what is empty or comes again does not count, and there may be none. */
export const AskedIdsV1 = z.strictObject({
  ids: text
    .transform((joined, context) => {
      const ids = [...new Set(joined.split(',').filter((id) => id !== ''))];
      if (ids.length > MOST_IDS) context.issues.push({ code: 'custom', message: TOO_MANY, input: joined });
      return ids;
    })
    .describe(`The ids of up to ${MOST_IDS} products, separated by commas`)
    .meta({ examples: ['p-001,p-002'] }),
});

const TOO_MANY = `names more than ${MOST_IDS}`;

/** What is wrong with them, in words that hold nothing of what was sent. */
function flawOf(ids: readonly string[]): string | undefined {
  if (ids.length > MOST_IDS) return TOO_MANY;
  const seen = new Set<string>();
  for (const [n, id] of ids.entries()) {
    if (!Id.safeParse(id).success) return `holds what is not an id, as number ${n + 1}`;
    if (seen.has(id)) return `holds an id twice, the second time as number ${n + 1}`;
    seen.add(id);
  }
  return undefined;
}
