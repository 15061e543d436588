import { type FieldError, InvalidInput } from '@frontdesk/gateway';
import type { z } from 'zod';

/** What a schema makes of a part of a request; throws `InvalidInput`, naming every field that is wrong. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  place: FieldError['in'],
  value: unknown,
): z.output<Schema> {
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  throw new InvalidInput(read.error.issues.flatMap((issue) => errorsOf(issue, place)));
}

function errorsOf(issue: z.core.$ZodIssue, place: FieldError['in']): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      in: place,
      field: [...path, key].join('.'),
      detail: 'is not known here',
    }));
  return [{ in: place, field: path.join('.') || place, detail: issue.message }];
}
