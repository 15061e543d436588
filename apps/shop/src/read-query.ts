import { faultIn } from './check.js';
import { badInput } from './problem.js';
import type { Route } from './service.js';

/** The query parameters that the route declares, checked and in their types; others are ignored. */
export function readQuery({ query }: Route, search: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  if (search === '') return values;
  const given = new URLSearchParams(search);
  for (const [name, schema] of Object.entries(query)) {
    const [text, ...more] = given.getAll(name);
    if (text === undefined) continue;
    if (more.length > 0) throw badInput(name, 'is given more than once');
    const value = typed(text, schema.type);
    const fault = faultIn(schema, value, name);
    if (fault) throw fault;
    values[name] = value;
  }
  return values;
}

function typed(text: string, type: unknown): unknown {
  if (type === 'integer') return /^\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
