import { isDeepStrictEqual } from 'node:util';
import { type Components, type Operation, type Parameter, resolved } from './api-document.js';
import { compareAnswers } from './compare-answers.js';
import type { Sides } from './compare-schemas.js';
import { compareSecurity } from './compare-security.js';
import { changesAt, type OperationChange } from './operation-change.js';

/** What is different in what an operation takes, answers, asks and is called. */
export function compareOperations(before: Operation, after: Operation, sides: Sides): OperationChange[] {
  return [
    ...compareNames(before, after),
    ...compareSecurity(before.security ?? [], after.security ?? []),
    ...compareParameters(before, after, sides),
    ...compareBodies(before, after, sides),
    ...compareAnswers(before.responses, after.responses, sides),
  ];
}

function compareNames(before: Operation, after: Operation): OperationChange[] {
  const changes: OperationChange[] = [];
  if (before.operationId !== after.operationId) {
    const what = `is called \`${after.operationId}\` and was \`${before.operationId}\`, by which generated clients call it`;
    changes.push({ place: '', what, breaking: true });
  }
  if (!before.deprecated && after.deprecated)
    changes.push({ place: '', what: 'is deprecated', breaking: false });
  return changes;
}

function compareParameters(before: Operation, after: Operation, sides: Sides): OperationChange[] {
  const olds = parametersOf(before, sides.before);
  const news = parametersOf(after, sides.after);
  const changes: OperationChange[] = [];
  for (const [place, old] of olds) {
    const now = news.get(place);
    if (!now) {
      changes.push({ place, what: 'is gone', breaking: true });
      continue;
    }
    if (!old.required && now.required) changes.push({ place, what: 'is required', breaking: true });
    if (old.required && !now.required) changes.push({ place, what: 'may be left out', breaking: false });
    if (!isDeepStrictEqual(writingOf(old), writingOf(now)))
      changes.push({ place, what: 'is written in another way', breaking: true });
    changes.push(...changesAt(place, old, now, 'request', sides));
  }
  for (const [place, { required = false }] of news) {
    if (olds.has(place)) continue;
    changes.push({ place, what: required ? 'is new, and required' : 'is new', breaking: required });
  }
  return changes;
}

/** How a parameter is written, whether that is said or goes without saying. */
function writingOf({ in: place, style, explode, allowReserved = false }: Parameter): unknown {
  const written = style ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return [written, explode ?? written === 'form', allowReserved];
}

/** By what they are called, headers in any case. */
function parametersOf(
  { parameters = [] }: Operation,
  components: Components | undefined,
): Map<string, Parameter> {
  return new Map(
    parameters.map((each) => {
      const parameter = resolved(each, components);
      const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
      return [`${parameter.in} parameter \`${name}\``, parameter];
    }),
  );
}

function compareBodies(before: Operation, after: Operation, sides: Sides): OperationChange[] {
  const place = 'body';
  const old = before.requestBody && resolved(before.requestBody, sides.before);
  const now = after.requestBody && resolved(after.requestBody, sides.after);
  if (!old || !now) {
    if (isDeepStrictEqual(old, now)) return [];
    if (!now) return [{ place, what: 'is gone', breaking: true }];
    const { required = false } = now;
    return [{ place, what: required ? 'is new, and required' : 'is new', breaking: required }];
  }
  const changes: OperationChange[] = [];
  if (!old.required && now.required) changes.push({ place, what: 'is required', breaking: true });
  if (old.required && !now.required) changes.push({ place, what: 'may be left out', breaking: false });
  for (const [type, content] of Object.entries(old.content ?? {})) {
    const same = now.content?.[type];
    if (same) changes.push(...changesAt(place, content, same, 'request', sides));
    else changes.push({ place, what: `may no longer be ${type}`, breaking: true });
  }
  for (const type of Object.keys(now.content ?? {})) {
    if (!old.content?.[type]) changes.push({ place, what: `may be ${type}`, breaking: false });
  }
  return changes;
}
