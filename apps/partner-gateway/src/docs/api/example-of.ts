import type { Components, Schema } from '../../changes/api-document.js';
import { examples } from './examples.js';

/** What a value of a schema looks like, made of the examples of the components that it refers to. */
export function exampleOf(schema: Schema, components: Components): unknown {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) {
    return examples[name] ?? exampleOf((components['schemas']?.[name] ?? {}) as Schema, components);
  }
  const { properties, items, anyOf, type } = schema;
  if (properties) {
    const entries = Object.entries(properties).map(([field, each]) => [field, exampleOf(each, components)]);
    return Object.fromEntries(entries) as object;
  }
  if (items) return [exampleOf(items, components)];
  if (anyOf?.[0]) return exampleOf(anyOf[0], components);
  if ([type].flat().includes('null')) return null;
  if (schema['format'] === 'date-time') return '2026-11-20T12:00:00.000Z';
  throw new Error(
    `there is no example of ${JSON.stringify(schema)}: src/docs/api/examples.ts has them by component`,
  );
}
