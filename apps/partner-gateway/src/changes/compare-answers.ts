import { type ApiResponse, resolved } from './api-document.js';
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
  for (const [name, header] of Object.entries(before.headers ?? {})) {
    const at = `${place}, header \`${name}\``;
    const same = after.headers?.[name];
    if (!same) changes.push({ place: at, what: 'is gone', breaking: true });
    else
      changes.push(
        ...changesAt(at, resolved(header, sides.before), resolved(same, sides.after), 'response', sides),
      );
  }
  for (const name of Object.keys(after.headers ?? {})) {
    if (!before.headers?.[name])
      changes.push({ place: `${place}, header \`${name}\``, what: 'is new', breaking: false });
  }
  return changes;
}
