import { type FieldError, InvalidInput } from '@frontdesk/gateway';
import type { z } from 'zod';
import { publicIdIn } from '../../keys/conceal-keys.js';

/** What a schema makes of a part of a request; throws `InvalidInput`, naming every field that is wrong. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  place: FieldError['in'],
  value: unknown,
): z.output<Schema> {
  refuseKeys(place, value);
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  throw new InvalidInput(read.error.issues.flatMap((issue) => errorsOf(issue, place)));
}

/** What is sent here is written down and shown again, and a key is to be neither. */
function refuseKeys(place: FieldError['in'], value: unknown): void {
  const holding = Object.entries(value ?? {}).find(
    ([name, text]) => publicIdIn(name) ?? publicIdIn(JSON.stringify(text) ?? ''),
  );
  if (!holding) return;
  const field = publicIdIn(holding[0]) ? place : holding[0];
  throw new InvalidInput([{ in: place, field, detail: 'holds a key, which is to be sent to nobody' }]);
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
