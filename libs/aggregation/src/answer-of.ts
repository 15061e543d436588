import type { Notes } from './notes.js';
import type { PartRun } from './part-run.js';
import type { PartOutcome } from './plan.js';
import type { View } from './view.js';
import type { ViewResult } from './view-result.js';

/** A part as far as it matters to what a view answers. */
export type EndedPart<Clients, Input> = Readonly<
  Pick<PartRun<Clients, Input>, 'definition' | 'value' | 'outcome' | 'isUnvouched'>
>;

/** What a view answers once all its parts have ended, in whatever way; throws what its shape throws. */
export function answerOf<Clients, Input extends object, Shaped>(
  view: View<Clients, Input, Shaped>,
  input: Input,
  parts: readonly EndedPart<Clients, Input>[],
  notes: Notes,
): Omit<ViewResult<Shaped>, 'plan'> {
  const answers = { ...input } as Record<string, unknown>;
  const missing: string[] = [];
  let isVouchedFor = true;
  // In the order of declaration, whichever ended first: where the body takes its order from, its ETag depends on it.
  for (const { definition, value, outcome, isUnvouched } of parts) {
    answers[definition.name] = value;
    if (isMissing(outcome)) missing.push(definition.name);
    if (isUnvouched) isVouchedFor = false;
  }
  const complete = missing.length === 0;
  return {
    body: view.shape(answers as Input),
    complete,
    missing,
    freshness: notes.freshness(complete && isVouchedFor),
    fromCache: notes.fromCache,
  };
}

function isMissing(outcome: PartOutcome | undefined): boolean {
  return outcome !== 'ok' && outcome !== 'absent' && outcome !== 'skipped';
}
