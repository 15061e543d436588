import type { ApiDocument, Parameter } from '../../changes/api-document.js';
import { mapOperations } from './map-operations.js';
import { operations } from './operations.js';

/** Gives operations their names, their examples (where pages of OpenAPI documents look for them), and words on ids. */
export function tellOperations(document: ApiDocument): ApiDocument {
  return mapOperations(document, (operation, method, path) => {
    const told = operations[`${method.toUpperCase()} ${path}`];
    if (!told) return operation;
    return {
      ...operation,
      operationId: told.name,
      ...(operation.parameters && { parameters: operation.parameters.map((each) => tellId(each, path)) }),
      'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: told.curl }],
    };
  });
}

/** An id in a path is of what the segment before it says. */
function tellId(parameter: Parameter, path: string): Parameter {
  if (parameter.in !== 'path') return parameter;
  const [, kind = ''] = /(\w+?)s?\/\{/.exec(path) ?? [];
  const thing = parameter.name === 'productId' ? 'product' : kind;
  return { ...parameter, description: `The \`id\` of the ${thing}` };
}
