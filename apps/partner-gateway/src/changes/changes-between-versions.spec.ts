import type { ApiDocument } from './api-document.js';
import { inWords } from './change.js';
import { changesBetweenVersions } from './changes-between-versions.js';

const answers = (schema: object) => ({
  200: { headers: {}, content: { 'application/json': { schema } } },
});
const lampV1 = { type: 'object', properties: { madeAt: { type: 'string' }, on: { type: 'boolean' } } };
const lampV2 = { type: 'object', properties: { createdAt: { type: 'string' }, on: { type: 'boolean' } } };
const room = { type: 'object', properties: { name: { type: 'string' } } };

const document = {
  openapi: '3.1.0',
  info: {},
  paths: {
    '/v1/lamps/{id}': { get: { operationId: 'getLampV1', deprecated: true, responses: answers(lampV1) } },
    '/v2/lamps/{id}': { get: { operationId: 'getLamp', responses: answers(lampV2) } },
    '/v1/chambers': { get: { operationId: 'listChambersV1', responses: answers(room) } },
    '/v2/rooms': { get: { operationId: 'listRooms', responses: answers(room) } },
    '/v1/floors': { get: { operationId: 'listFloorsV1', responses: answers(room) } },
    '/v2/floors': { get: { operationId: 'listFloors', responses: answers(room) } },
    '/v1/candles': { get: { operationId: 'listCandlesV1', responses: answers(room) } },
    '/v2/suns': { get: { operationId: 'listSuns', responses: answers(room) } },
  },
} as unknown as ApiDocument;

it('tells who moves to another version what is different at each operation, and what is the same', () => {
  const { changed, same } = changesBetweenVersions(document, 'v1', 'v2', { '/chambers': '/rooms' });
  expect(changed.map(({ before, after, changes }) => [before, after, changes.map(inWords)])).toEqual([
    ['GET /v1/candles', 'GET /v2/candles', ['GET /v2/candles is gone']],
    ['GET /v1/chambers', 'GET /v2/rooms', []],
    [
      'GET /v1/lamps/{id}',
      'GET /v2/lamps/{id}',
      [
        'GET /v2/lamps/{id}: answer 200, `madeAt` is gone',
        'GET /v2/lamps/{id}: answer 200, `createdAt` is new',
      ],
    ],
  ]);
  expect(same).toEqual(['GET /v1/floors']);
});
