/** The answers that any operation may give instead of its own. */
const DESCRIBED: Readonly<Record<string, string>> = {
  400: 'The request is not valid; `errors` names the fields',
  401: 'Who is calling is not known',
  403: 'This is not allowed',
  404: 'There is nothing here',
  429: 'Too many requests; see `Retry-After`',
  502: 'A service that is needed gave no usable answer',
  503: 'A service that is needed cannot be asked now; see `Retry-After`',
  504: 'It took too long',
  default: 'Any other refusal, such as of a body (413, 415) or of a command (409, 422)',
};

const nameOf = (status: string) => `Problem${status === 'default' ? '' : status}`;

const text = (description: string) => ({ type: 'string', description });

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: text('The kind of problem; a page that explains it stands at this address'),
    title: text('The kind of problem in words'),
    status: { type: 'integer', description: 'The status of this answer' },
    detail: text('What is particular to this occurrence'),
    instance: text('The path that was asked for'),
    requestId: text('What to name when asking for help'),
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['in', 'field', 'detail'],
        properties: {
          in: { type: 'string', enum: ['path', 'query', 'body', 'header'] },
          field: text('The field that is wrong'),
          detail: text('What is wrong with it'),
        },
      },
    },
  },
};

/** The schema of a problem, and one response per status. */
export function problemComponents() {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const responses = Object.entries(DESCRIBED).map(([status, description]) => [
    nameOf(status),
    { description, content },
  ]);
  return { schemas: { Problem: PROBLEM_SCHEMA }, responses: Object.fromEntries(responses) as object };
}

/** References to these responses, for one operation. */
export function problemResponses(): object {
  const references = Object.keys(DESCRIBED).map((status) => [
    status,
    { $ref: `#/components/responses/${nameOf(status)}` },
  ]);
  return Object.fromEntries(references) as object;
}
