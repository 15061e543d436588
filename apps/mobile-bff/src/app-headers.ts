import type { DocumentsInfo } from '@frontdesk/gateway';
import { PLATFORMS } from './app-versions/app-policy.js';
import { PLATFORM_HEADER, VERSION_HEADER } from './app-versions/calling-app.js';
import { PATIENCE_HEADER } from './patience/read-patience.js';

type Document = Parameters<NonNullable<DocumentsInfo['adjust']>>[0];

/** What an app may say with every request. */
const PARAMETERS = {
  AppVersion: {
    name: VERSION_HEADER,
    in: 'header',
    description: `Which version of the app asks, as Semantic Versioning has it; with ${PLATFORM_HEADER}`,
    schema: { type: 'string', examples: ['2.0.0'] },
  },
  AppPlatform: {
    name: PLATFORM_HEADER,
    in: 'header',
    description: `Which platform the app is for; with ${VERSION_HEADER}`,
    schema: { type: 'string', enum: PLATFORMS },
  },
  RequestTimeout: {
    name: PATIENCE_HEADER,
    in: 'header',
    description: 'How many milliseconds the app waits: the best answer comes within them, or a problem',
    schema: { type: 'integer', minimum: 1, maximum: 999_999_999 },
  },
} as const;

const UPDATE = {
  description: 'Whether the app should be updated, or must be; not there where it need not',
  schema: { type: 'string', enum: ['recommended', 'required'] },
} as const;

const TOO_OLD = {
  description: 'This version of the app is no longer served; `storeUrl` is where the newest is',
  headers: { 'X-App-Update': { $ref: '#/components/headers/X-App-Update' } },
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { storeUrl: { type: 'string' } }, required: ['storeUrl'] },
        ],
      },
    },
  },
};

/** Documents the headers that apps and this gateway tell each other about the app, which no handler declares. */
export function documentAppHeaders(document: Document): Document {
  const components = (document.components ??= {});
  components.parameters = { ...components.parameters, ...PARAMETERS } as never;
  components.headers = { ...components.headers, 'X-App-Update': UPDATE } as never;
  components.responses = { ...components.responses, Problem426: TOO_OLD } as never;
  const references = Object.keys(PARAMETERS).map((name) => ({ $ref: `#/components/parameters/${name}` }));
  for (const [path, { get, put, post, delete: remove }] of Object.entries(document.paths)) {
    for (const operation of [get, put, post, remove]) {
      if (!operation) continue;
      operation.parameters = [...(operation.parameters ?? []), ...references];
      if (!path.endsWith('/app-policy'))
        operation.responses['426'] = { $ref: '#/components/responses/Problem426' };
    }
  }
  return document;
}
