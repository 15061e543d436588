import { type ApiResponse, type Components, resolved } from './api-document.js';
import { changesAt, type OperationChange } from './operation-change.js';
import type { Sides } from './compare-schemas.js';

type Answers = Readonly<Record<string, ApiResponse>>;

/** Callers are told to expect any refusal; what is no refusal, they have to know. */
const isRefusal = (status: string) => /^([45]|default)/.test(status);

/** What is different in what an operation answers. */
export function compareAnswers(before: Answers, after: Answers, sides: Sides): OperationChange[] {
  const changes: OperationChange[] = [];
  for (const [status, answer] of Object.entries(before)) {
    const place = `answer ${status}`;
    const same = after[status];
    if (same)
      changes.push(
        ...compareAnswer(place, resolved(answer, sides.before), resolved(same, sides.after), sides),
      );
    else changes.push({ place, what: 'is gone', breaking: !isRefusal(status) });
  }
  for (const status of Object.keys(after)) {
    if (!before[status])
      changes.push({ place: `answer ${status}`, what: 'is new', breaking: !isRefusal(status) });
  }
  return changes;
}

function compareAnswer(
  place: string,
  before: ApiResponse,
  after: ApiResponse,
  sides: Sides,
): OperationChange[] {
  const changes: OperationChange[] = [];
  for (const [type, content] of Object.entries(before.content ?? {})) {
    const same = after.content?.[type];
    if (same) changes.push(...changesAt(place, content, same, 'response', sides));
    else changes.push({ place, what: `is no longer to be had as ${type}`, breaking: true });
  }
  for (const type of Object.keys(after.content ?? {})) {
    if (!before.content?.[type]) changes.push({ place, what: `is to be had as ${type}`, breaking: false });
  }
  return [...changes, ...compareHeaders(place, before, after, sides)];
}

function compareHeaders(
  answer: string,
  before: ApiResponse,
  after: ApiResponse,
  sides: Sides,
): OperationChange[] {
  const olds = headersOf(before, sides.before);
  const news = headersOf(after, sides.after);
  const changes: OperationChange[] = [];
  for (const [key, { name, header: old }] of olds) {
    const place = `${answer}, header \`${name}\``;
    const now = news.get(key)?.header;
    if (!now) {
      changes.push({ place, what: 'is gone', breaking: true });
      continue;
    }
    if (old.required && !now.required) changes.push({ place, what: 'may be left out', breaking: true });
    changes.push(...changesAt(place, old, now, 'response', sides));
  }
  for (const [key, { name }] of news) {
    if (!olds.has(key))
      changes.push({ place: `${answer}, header \`${name}\``, what: 'is new', breaking: false });
  }
  return changes;
}

/** By their names, which may be written in any case. */
function headersOf({ headers = {} }: ApiResponse, components: Components | undefined) {
  return new Map(
    Object.entries(headers).map(([name, header]) => [
      name.toLowerCase(),
      { name, header: resolved(header, components) },
    ]),
  );
}
