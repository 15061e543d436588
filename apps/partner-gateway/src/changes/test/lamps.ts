import type { ApiDocument } from '../api-document.js';
import { compareDocuments } from '../compare-documents.js';

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const json = (schema: object) => ({ 'application/json': { schema } });

/** A small API with something of everything. */
export const lamps = {
  openapi: '3.1.0',
  info: { title: 'Lamps', version: '1' },
  paths: {
    '/v1/lamps': {
      get: {
        operationId: 'Lamps_list',
        security: [{ key: ['lamps:read'] }, { oauth: ['lamps:read'] }],
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100, default: 20 } },
          {
            name: 'colour',
            in: 'query',
            allowReserved: true,
            schema: { type: 'string', enum: ['red', 'white'] },
          },
        ],
        responses: {
          200: {
            headers: { ETag: { required: true, schema: { type: 'string' } } },
            content: json({
              type: 'object',
              required: ['items'],
              properties: { items: { type: 'array', items: ref('Lamp') } },
            }),
          },
          404: { $ref: '#/components/responses/Problem' },
        },
      },
      post: {
        operationId: 'Lamps_create',
        security: [{ key: [] }],
        parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }],
        requestBody: { required: true, content: json(ref('Draft')) },
        responses: { 201: { content: json(ref('Lamp')) } },
      },
    },
    '/v1/lamps/{id}': {
      get: {
        operationId: 'Lamps_one',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { content: json(ref('Lamp')) } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' }, oauth: { type: 'oauth2' } },
    responses: { Problem: { description: 'No', content: json({ type: 'object' }) } },
    schemas: {
      Lamp: {
        type: 'object',
        required: ['id', 'state', 'watts'],
        properties: {
          id: { type: 'string', maxLength: 64 },
          state: { type: 'string', enum: ['on', 'off'] },
          watts: { type: 'integer' },
          room: { anyOf: [ref('Room'), { type: 'null' }] },
          parent: ref('Lamp'),
        },
      },
      Room: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          floor: { type: 'integer' },
          colours: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      Place: { type: 'object', properties: { floor: { type: 'integer' } } },
      Draft: {
        type: 'object',
        required: ['watts'],
        properties: {
          watts: { type: 'number', minimum: 1 },
          state: { type: 'string', enum: ['on', 'off'] },
          note: { type: ['string', 'null'], maxLength: 80 },
          tags: { type: 'array' },
          place: ref('Place'),
          label: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          sizes: { type: 'object', additionalProperties: false },
        },
      },
    },
  },
};

// A mutation may put anything anywhere.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Anything = any;
export type Mutation = (document: Anything) => void;

/** What a mutation of the small API changes. */
export function changesAfter(mutate: Mutation): ReturnType<typeof compareDocuments> {
  const after = structuredClone(lamps);
  mutate(after);
  return compareDocuments(lamps as unknown as ApiDocument, after as unknown as ApiDocument);
}

export const schemas = (document: Anything) => document.components.schemas;
export const list = (document: Anything) => document.paths['/v1/lamps'].get;
export const create = (document: Anything) => document.paths['/v1/lamps'].post;
