import type { ApiDocument, ApiResponse } from '../../changes/api-document.js';
import { mapResponses } from './map-operations.js';

const HEADERS = {
  'RateLimit-Policy': {
    description:
      'Your limits by name: `q` requests in any window of `w` seconds (draft-ietf-httpapi-ratelimit-headers)',
    schema: { type: 'string' },
    example: '"burst";q=20;w=1, "rate";q=600;w=60, "quota";q=100000;w=2592000',
  },
  RateLimit: {
    description: 'What is left of each limit: `r` requests, and `t` seconds until it is whole again',
    schema: { type: 'string' },
    example: '"burst";r=19;t=1, "rate";r=598;t=41, "quota";r=99310;t=862114',
  },
} as const;

const REFERENCES = Object.fromEntries(
  Object.keys(HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

/** Every answer says how much may be asked, and how much of it is left. */
export function addLimitHeaders(document: ApiDocument): ApiDocument {
  const withHeaders = (response: ApiResponse): ApiResponse =>
    response.$ref ? response : { ...response, headers: { ...response.headers, ...REFERENCES } };
  const { components = {} } = document;
  const responses = Object.entries(components['responses'] ?? {}).map(([name, response]) => [
    name,
    withHeaders(response as ApiResponse),
  ]);
  return {
    ...mapResponses(document, withHeaders),
    components: {
      ...components,
      headers: { ...components['headers'], ...HEADERS },
      responses: Object.fromEntries(responses) as Record<string, object>,
    },
  };
}
