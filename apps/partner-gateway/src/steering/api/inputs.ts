import { Id } from '@frontdesk/gateway';
import { z } from 'zod';

const MAX_NAME = 100;
const DAY_MS = 86_400_000;
export const MAX_DAYS = 731; // two years
/** A header such as `RateLimit` can carry no number of more digits (RFC 9651, section 3.3.1). */
const LARGEST_IN_HEADERS = 999_999_999_999_999;

export const Name = z
  .string('is not a text')
  .trim()
  .min(1, 'is empty')
  .max(MAX_NAME, `is longer than ${MAX_NAME} characters`)
  .regex(/^\P{Cc}*$/u, 'has control characters')
  // Names are shown in terminals and among others: none is to turn round what stands beside it, or to begin a line.
  .regex(/^[^\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]*$/u, 'has characters that change how others are shown');

export const Environment = z.enum(['live', 'sandbox'], 'is neither live nor sandbox');

const Scope = z.enum(
  ['products:read', 'orders:read', 'orders:write'],
  'is none of products:read, orders:read, orders:write',
);

const number = (min: number, max: number) =>
  z.int('is not a whole number').min(min, `is less than ${min}`).max(max, `is more than ${max}`);

export const Terms = z.strictObject({
  rate: z.strictObject(
    { limit: number(1, 1_000_000), windowMs: number(1_000, DAY_MS) },
    'is not {limit, windowMs}',
  ),
  burst: number(1, 1_000_000),
  quotaPerMonth: number(0, LARGEST_IN_HEADERS),
  scopes: z
    .array(Scope, 'is not a list')
    .min(1, 'is empty')
    .refine((scopes) => new Set(scopes).size === scopes.length, 'names one twice'),
});

/** An id of ours in a body: a text that could stand in a path. */
export const IdInBody = z.string('is not an id').pipe(Id);

/** An id that somebody chooses: one that no command line takes for an option. */
export const NewId = IdInBody.pipe(
  z.string().regex(/^[A-Za-z0-9]/, 'begins with neither a letter nor a digit'),
);
