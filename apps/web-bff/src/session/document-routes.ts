import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** What browsers are led through, and what they find there in place of JSON. */
const LED_THROUGH: Readonly<Record<string, Pick<Operation, 'responses' | 'parameters'>>> = {
  '/bff/login': { responses: { 303: leadsTo('the identity provider, to log in there') } },
  '/bff/callback': {
    parameters: ['code', 'state', 'iss', 'error', 'error_description'].map((name) => ({
      name,
      in: 'query',
      description: 'As the identity provider sends it (RFC 6749, section 4.1.2; RFC 9207)',
      schema: { type: 'string' },
    })),
    responses: { 200: page('Logged in: it goes on to the address that the log-in began with') },
  },
  '/bff/logout': {
    responses: {
      303: leadsTo('the identity provider, to log out there; the session is over'),
      400: page('`sid` is not that of this session; a problem for who does not ask for HTML'),
    },
  },
};

/** Documents the routes of sessions that answer with no JSON. */
export function documentLedThrough(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { parameters, responses }] of Object.entries(LED_THROUGH)) {
    const operation = document.paths[path]?.get;
    if (!operation) continue;
    delete operation.responses['200'];
    Object.assign(operation.responses, responses);
    if (parameters) operation.parameters = parameters;
  }
  return document;
}

function leadsTo(where: string) {
  return { description: `Leads to ${where}`, headers: { Location: { schema: { type: 'string' as const } } } };
}

function page(description: string) {
  return { description, content: { 'text/html': { schema: { type: 'string' as const } } } };
}
