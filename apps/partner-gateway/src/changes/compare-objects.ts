import type { Schema } from './api-document.js';
import type { Comparison, SchemaChange } from './compare-schemas.js';

/** What is different in the fields of an object. */
export function compareObjects(
  place: string,
  before: Schema,
  after: Schema,
  comparison: Comparison,
): SchemaChange[] {
  const olds = before.properties ?? {};
  const news = after.properties ?? {};
  const isNeeded = (schema: Schema, name: string) => schema.required?.includes(name) ?? false;
  const of = (name: string) => `${place}.${name}`;
  const isRequest = comparison.direction === 'request';

  const changes: SchemaChange[] = [];
  for (const [name, old] of Object.entries(olds)) {
    const now = news[name];
    if (!now) {
      changes.push({ place: of(name), what: 'is gone', breaking: true });
      continue;
    }
    const [was, is] = [isNeeded(before, name), isNeeded(after, name)];
    if (was && !is) changes.push({ place: of(name), what: 'may be left out', breaking: !isRequest });
    if (!was && is)
      changes.push({
        place: of(name),
        what: isRequest ? 'is required' : 'is always there',
        breaking: isRequest,
      });
    changes.push(...comparison.inside(`.${name}`, old, now));
  }
  // Of some a schema may say only that they are required.
  for (const name of new Set([...Object.keys(news), ...(after.required ?? [])])) {
    if (olds[name] || (!news[name] && isNeeded(before, name))) continue;
    const breaking = isRequest && isNeeded(after, name);
    changes.push({ place: of(name), what: breaking ? 'is new, and required' : 'is new', breaking });
  }
  return [...changes, ...compareOthers(place, before, after, comparison)];
}

/** Fields that have no name of their own: all of one schema, or none at all. */
function compareOthers(place: string, before: Schema, after: Schema, comparison: Comparison): SchemaChange[] {
  const [old, now] = [before.additionalProperties ?? true, after.additionalProperties ?? true];
  if (typeof old === 'object' && typeof now === 'object') return comparison.inside('.*', old, now);
  if (typeof old !== typeof now) {
    const isRequest = comparison.direction === 'request';
    // What an answer has by names of its own may be gone as well, or be of any kind.
    const breaking = isRequest ? old === true || now === false : typeof old === 'object';
    return [{ place: `${place}.*`, what: 'has other rules for fields that are not named', breaking }];
  }
  if (old === now) return [];
  const what = now ? 'takes fields that are not named' : 'takes no field that is not named';
  return [{ place, what, breaking: !now && comparison.direction === 'request' }];
}
