import { answerOf, type EndedPart } from './answer-of.js';
import { argsOf } from './args-of.js';
import type { Notes } from './notes.js';
import type { PartRun } from './part-run.js';
import type { View } from './view.js';
import type { ViewResult } from './view-result.js';

/** What a view would answer if its time were over now; undefined while something that is required is not there. */
export function answerSoFar<Clients, Input extends object, Shaped>(
  view: View<Clients, Input, Shaped>,
  input: Input,
  parts: readonly PartRun<Clients, Input>[],
  notes: Notes,
): Omit<ViewResult<Shaped>, 'plan'> | undefined {
  const late = parts.filter(({ outcome }) => !outcome).map(({ definition }) => definition);
  if (late.some(({ kind }) => kind === 'required')) return undefined;
  const ended = parts.map(endedNow);
  // In their order: a fallback is given what stands in for the parts that it comes after.
  for (const part of ended) {
    const { fallback } = part.definition;
    if (!fallback || !late.includes(part.definition)) continue;
    part.value = fallback(argsOf(part, input, ended));
    part.outcome = 'fallback';
  }
  return answerOf(view, input, ended, notes);
}

type Ended<Clients, Input> = {
  -readonly [Field in keyof EndedPart<Clients, Input>]: EndedPart<Clients, Input>[Field];
};

function endedNow<Clients, Input>(part: PartRun<Clients, Input>): Ended<Clients, Input> {
  const { definition, isUnvouched, outcome = 'timed-out' } = part;
  return { definition, isUnvouched, outcome, value: part.outcome ? part.value : null };
}
