import type { Upstream } from '@frontdesk/upstream';
import type { z } from 'zod';
import { quickTake, type Take } from './quick-take.js';

/** Of each schema, made when it is first checked against. */
const takes = new WeakMap<z.ZodType, Take>();

/**
 * The answer as its schema names it, without the fields that the schema does not name.
 *
 * Where it does not fit: `schema-drift` by a strict policy; by a lenient one the answer as it came, and a report.
 */
export function checkAnswer(schema: z.ZodType, answer: unknown, upstream: Upstream, route: string): unknown {
  const taken = takeOf(schema)(answer);
  if (taken !== undefined) return taken;
  const checked = schema.safeParse(answer);
  if (checked.success) return checked.data;
  upstream.drifted(route, problemOf(checked.error));
  return answer;
}

function takeOf(schema: z.ZodType): Take {
  let take = takes.get(schema);
  if (!take) takes.set(schema, (take = quickTake(schema)));
  return take;
}

const REPORTED_ISSUES = 3;

/** Where and how it does not fit, without the values, which may be somebody's. */
function problemOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, REPORTED_ISSUES)
    .map(({ path, code }) => `${path.join('.') || 'the answer'}: ${code}`)
    .join('; ');
}
