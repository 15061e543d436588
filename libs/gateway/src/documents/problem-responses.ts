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

/** What is answered only where it is asked who is calling. */
const OF_KNOWN_CALLERS = new Set(['401', '403']);

/** What such answers say in headers, by status. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'How to show who is calling (RFC 9110, section 11.6.1)' },
  429: { 'Retry-After': 'After how many seconds to try again' },
  503: { 'Retry-After': 'After how many seconds to try again' },
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
      description: 'The fields that are wrong',
      items: { $ref: '#/components/schemas/FieldError' },
    },
  },
};

const FIELD_ERROR_SCHEMA = {
  type: 'object',
  description: 'A field of the input that is wrong',
  required: ['in', 'field', 'detail'],
  properties: {
    in: { type: 'string', enum: ['path', 'query', 'body', 'header'], description: 'Where the field stands' },
    field: text('Its name; names of nested fields are joined by dots'),
    detail: text('What is wrong with it'),
  },
};

/** The schema of a problem, and one response per status. */
export function problemComponents() {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const responses = Object.entries(DESCRIBED).map(([status, description]) => [
    nameOf(status),
    { description, headers: headersOf(status), content },
  ]);
  return {
    schemas: { Problem: PROBLEM_SCHEMA, FieldError: FIELD_ERROR_SCHEMA },
    responses: Object.fromEntries(responses) as Record<string, { headers?: object }>,
  };
}

function headersOf(status: string): object | undefined {
  const described = Object.entries(HEADERS[status] ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return described.length > 0 ? (Object.fromEntries(described) as object) : undefined;
}

/** References to these responses, for one operation, which asks who is calling or does not. */
export function problemResponses({ asksWho }: { readonly asksWho: boolean }): object {
  const references = Object.keys(DESCRIBED)
    .filter((status) => asksWho || !OF_KNOWN_CALLERS.has(status))
    .map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]);
  return Object.fromEntries(references) as object;
}
