import type { ApiDocument, ApiResponse, Schema } from '../../changes/api-document.js';
import { mapResponses } from './map-operations.js';

const PROBLEM = 'application/problem+json';
const REFERENCE = { $ref: '#/components/schemas/Problem' };

const REASON = {
  type: 'string',
  description:
    'Why, by a name that stays the same, where there are several reasons; the answer that has one names them',
};

/**
 * Makes one schema of all problems, so that a generated client has one type for them: what only some have may be left out,
 * and the answer says in words what is there.
 */
export function useOneProblem(document: ApiDocument): ApiDocument {
  const { components = {} } = document;
  const problem = (components['schemas']?.['Problem'] ?? {}) as Schema;
  const schemas = {
    ...components['schemas'],
    Problem: { ...problem, properties: { ...problem.properties, reason: REASON } },
  };
  const changed = mapResponses(document, (response): ApiResponse => {
    const own = response.content?.[PROBLEM]?.schema;
    if (!own?.allOf) return response;
    const words = own.allOf
      .flatMap(({ properties = {} }) => Object.entries(properties))
      .map(([name, { description }]) => `\`${name}\`: ${String(description)}.`);
    return {
      ...response,
      description: [`${response.description ?? ''}.`, ...words].join(' '),
      content: { ...response.content, [PROBLEM]: { schema: REFERENCE } },
    };
  });
  return { ...changed, components: { ...components, schemas } };
}
