import type { Schema } from './schema.js';
import type { Service } from './service.js';

/** A service that calls a field of all that it answers by another name, as its team would while it renames it. */
export function renameField(service: Service, from: string, to: string): Service {
  const routes = service.routes.map((route) => ({
    ...route,
    answer: inSchema(route.answer),
    handle: (call: Parameters<typeof route.handle>[0]) =>
      JSON.stringify(inDocuments(JSON.parse(route.handle(call)))),
  }));
  return { ...service, routes };

  /** Of a document, or of each in a list; not of what is in it. */
  function inDocuments(answer: Record<string, unknown>): Record<string, unknown> {
    const { items } = answer;
    const isPage = 'nextCursor' in answer || Object.keys(answer).length === 1;
    if (isPage && Array.isArray(items)) return { ...answer, items: items.map(renamed) };
    return renamed(answer);
  }

  function renamed<Value>(fields: Readonly<Record<string, Value>>): Record<string, Value> {
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name === from ? to : name, value]),
    );
  }

  function inSchema(schema: Schema): Schema {
    const { properties, required, items, anyOf } = schema;
    return {
      ...schema,
      ...(properties && {
        properties: renamed(
          Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, inSchema(each)])),
        ),
      }),
      ...(required && { required: required.map((name) => (name === from ? to : name)) }),
      ...(items && { items: inSchema(items) }),
      ...(anyOf && { anyOf: anyOf.map(inSchema) }),
    };
  }
}
