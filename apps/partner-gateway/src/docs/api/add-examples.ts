import type { ApiDocument, Body, Schema } from '../../changes/api-document.js';
import { exampleOf } from './example-of.js';
import { examples, exampleProblem } from './examples.js';
import { mapOperations } from './map-operations.js';

/** Gives every body an example: what is sent, what is answered, and problems. */
export function addExamples(document: ApiDocument): ApiDocument {
  const { components = {} } = document;
  const withExample = <Part extends Body>(part: Part, status = '', instance = ''): Part => {
    if (part.$ref || !part.content) return part;
    const content = Object.entries(part.content).map(([type, { schema }]) => [
      type,
      {
        schema,
        example: type.startsWith('application/problem')
          ? exampleProblem(status, instance)
          : exampleOf(schema ?? {}, components),
      },
    ]);
    return { ...part, content: Object.fromEntries(content) as Part['content'] };
  };

  const schemas = Object.entries(components['schemas'] ?? {}).map(([name, schema]) => [
    name,
    examples[name] === undefined ? schema : { ...schema, examples: [examples[name]] },
  ]);
  const responses = Object.entries(components['responses'] ?? {}).map(([name, response]) => [
    name,
    withExample(response as Body, name.replace('Problem', ''), '/v2/orders'),
  ]);
  const changed = mapOperations(document, ({ requestBody, ...operation }, _, path) => ({
    ...operation,
    ...(requestBody && { requestBody: withExample(requestBody) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        withExample(response, status, path.replace(/\{\w+\}/, 'o-0302')),
      ]),
    ),
  }));
  return {
    ...changed,
    components: {
      ...components,
      schemas: Object.fromEntries(schemas) as Record<string, Schema>,
      responses: Object.fromEntries(responses) as Record<string, object>,
    },
  };
}
