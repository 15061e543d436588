import type { ApiDocument } from './api-document.js';
import { inWords } from './change.js';
import { compareDocuments } from './compare-documents.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });

/** A small API with something of everything. */
const lamps = {
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

type Lamps = typeof lamps;
// A mutation may put anything anywhere.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Anything = any;
type Mutation = (document: Anything) => void;

function changesAfter(mutate: Mutation): ReturnType<typeof compareDocuments> {
  const after = structuredClone(lamps) as Lamps;
  mutate(after);
  return compareDocuments(lamps as unknown as ApiDocument, after as unknown as ApiDocument);
}

const breaking = (mutate: Mutation) =>
  changesAfter(mutate)
    .filter((change) => change.breaking)
    .map(inWords);

const schemas = (document: Anything) => document.components.schemas;
const list = (document: Anything) => document.paths['/v1/lamps'].get;
const create = (document: Anything) => document.paths['/v1/lamps'].post;

describe('what breaks a caller is named, with its place', () => {
  const table: [string, Mutation, string[]][] = [
    ['a path is gone', (d) => delete d.paths['/v1/lamps/{id}'], ['GET /v1/lamps/{id} is gone']],
    ['a method is gone', (d) => delete d.paths['/v1/lamps'].post, ['POST /v1/lamps is gone']],
    [
      'an operation has another name',
      (d) => (create(d).operationId = 'Lamps_make'),
      ['POST /v1/lamps is called `Lamps_make` and was `Lamps_create`, by which generated clients call it'],
    ],
    [
      'a parameter is gone',
      (d) => list(d).parameters.shift(),
      ['GET /v1/lamps: query parameter `limit` is gone'],
    ],
    [
      'a parameter is new and required',
      (d) =>
        list(d).parameters.push({ name: 'room', in: 'query', required: true, schema: { type: 'string' } }),
      ['GET /v1/lamps: query parameter `room` is new, and required'],
    ],
    [
      'a parameter becomes required',
      (d) => (list(d).parameters[1].required = true),
      ['GET /v1/lamps: query parameter `colour` is required'],
    ],
    [
      'a parameter takes one value less',
      (d) => list(d).parameters[1].schema.enum.pop(),
      ['GET /v1/lamps: query parameter `colour` may no longer be "white"'],
    ],
    [
      'a parameter takes less than before',
      (d) => (list(d).parameters[0].schema.maximum = 50),
      ['GET /v1/lamps: query parameter `limit` has another `maximum`, 100 before and now 50'],
    ],
    [
      'a parameter means another thing where it is left out',
      (d) => (list(d).parameters[0].schema.default = 50),
      ['GET /v1/lamps: query parameter `limit` is 20 no longer where it is left out, but 50'],
    ],
    [
      'a parameter is to have another form',
      (d) => (create(d).parameters[0].schema.pattern = '^[a-z]+$'),
      ['POST /v1/lamps: header parameter `idempotency-key` has a `pattern`, ^[a-z]+$'],
    ],
    [
      'a field of a body is new and required',
      (d) => {
        schemas(d).Draft.properties.room = { type: 'string' };
        schemas(d).Draft.required.push('room');
      },
      ['POST /v1/lamps: body, `room` is new, and required'],
    ],
    [
      'a field of a body becomes required',
      (d) => schemas(d).Draft.required.push('state'),
      ['POST /v1/lamps: body, `state` is required'],
    ],
    [
      'a field of a body has a narrower type',
      (d) => (schemas(d).Draft.properties.watts.type = 'integer'),
      ['POST /v1/lamps: body, `watts` was a number and is an integer'],
    ],
    [
      'a field of a body may not be null any more',
      (d) => (schemas(d).Draft.properties.note.type = 'string'),
      ['POST /v1/lamps: body, `note` may no longer be null'],
    ],
    [
      'a body takes no other fields any more',
      (d) => (schemas(d).Draft.additionalProperties = false),
      ['POST /v1/lamps: body takes no field that is not named'],
    ],
    [
      'a body may no longer be of a type',
      (d) => (create(d).requestBody.content = { 'text/csv': {} }),
      ['POST /v1/lamps: body may no longer be application/json'],
    ],
    [
      'a field of an answer is gone, wherever that answer is given',
      (d) => delete schemas(d).Lamp.properties.watts,
      [
        'GET /v1/lamps: answer 200, `items[].watts` is gone',
        'POST /v1/lamps: answer 201, `watts` is gone',
        'GET /v1/lamps/{id}: answer 200, `watts` is gone',
      ],
    ],
    [
      'a field of an answer may be left out',
      (d) => (list(d).responses[200].content['application/json'].schema.required = []),
      ['GET /v1/lamps: answer 200, `items` may be left out'],
    ],
    [
      'a field of an answer is of another type',
      (d) => (schemas(d).Room.properties.floor.type = 'string'),
      [
        'GET /v1/lamps: answer 200, `items[].room.floor` was an integer and is a string',
        'POST /v1/lamps: answer 201, `room.floor` was an integer and is a string',
        'GET /v1/lamps/{id}: answer 200, `room.floor` was an integer and is a string',
      ],
    ],
    [
      'a field of an answer may be null',
      (d) =>
        (d.paths['/v1/lamps/{id}'].get.responses[200].content = json({
          anyOf: [ref('Lamp'), { type: 'null' }],
        })),
      ['GET /v1/lamps/{id}: answer 200 may be null'],
    ],
    [
      'an answer has a value that its enumeration did not have',
      (d) => {
        schemas(d).Lamp.properties.state.enum.push('broken');
        delete d.paths['/v1/lamps'];
      },
      [
        'GET /v1/lamps is gone',
        'POST /v1/lamps is gone',
        'GET /v1/lamps/{id}: answer 200, `state` may be "broken"',
      ],
    ],
    [
      'an answer is longer than was said',
      (d) => {
        create(d).responses[201].content = json({
          ...lamps.components.schemas.Lamp,
          properties: { ...lamps.components.schemas.Lamp.properties, id: { type: 'string', maxLength: 90 } },
        });
      },
      ['POST /v1/lamps: answer 201, `id` has another `maxLength`, 64 before and now 90'],
    ],
    [
      'an answer is given with another status',
      (d) => (create(d).responses = { 202: create(d).responses[201] }),
      ['POST /v1/lamps: answer 201 is gone', 'POST /v1/lamps: answer 202 is new'],
    ],
    [
      'a header of an answer is gone',
      (d) => delete list(d).responses[200].headers.ETag,
      ['GET /v1/lamps: answer 200, header `ETag` is gone'],
    ],
    [
      'a scope is asked for that was not',
      (d) => list(d).security[1].oauth.push('lamps:list'),
      ['GET /v1/lamps asks for the scope `lamps:list` of `oauth`'],
    ],
    [
      'credentials are refused that were enough',
      (d) => list(d).security.shift(),
      ['GET /v1/lamps cannot be called with `key` any more'],
    ],
    [
      'a credential is sent in another way',
      (d) => (d.components.securitySchemes.key = { type: 'apiKey', in: 'header', name: 'X-Api-Key' }),
      ['credential `key` is sent in another way'],
    ],
    [
      'what was public is so no longer',
      (d) => (d.paths['/v1/lamps/{id}'].get.security = [{ key: [] }]),
      ['GET /v1/lamps/{id} asks for credentials'],
    ],
    [
      'what a list of an answer holds is said no longer',
      (d) => delete list(d).responses[200].content['application/json'].schema.properties.items.items,
      ['GET /v1/lamps: answer 200, `items[]` was an object and is anything'],
    ],
    [
      'what a list of a body may hold is said that was not',
      (d) => (schemas(d).Draft.properties.tags.items = { type: 'string' }),
      ['POST /v1/lamps: body, `tags[]` was anything and is a string'],
    ],
    [
      'a field that has no schema of its own is required',
      (d) => schemas(d).Draft.required.push('room'),
      ['POST /v1/lamps: body, `room` is new, and required'],
    ],
    [
      'more is asked beside a component',
      (d) => (schemas(d).Draft.properties.place = { ...ref('Place'), required: ['floor'] }),
      ['POST /v1/lamps: body, `place.floor` is required'],
    ],
    [
      'more is asked beside a choice',
      (d) => (schemas(d).Draft.properties.label.maxLength = 10),
      ['POST /v1/lamps: body, `label` has a `maxLength`, 10'],
    ],
    [
      'a parameter is written in another way',
      (d) => (list(d).parameters[1].explode = false),
      ['GET /v1/lamps: query parameter `colour` is written in another way'],
    ],
    [
      'a parameter is no longer taken as it stands',
      (d) => delete list(d).parameters[1].allowReserved,
      ['GET /v1/lamps: query parameter `colour` is written in another way'],
    ],
    [
      'what an answer has by names of its own is gone',
      (d) => (schemas(d).Room.properties.colours.additionalProperties = false),
      [
        'GET /v1/lamps: answer 200, `items[].room.colours.*` has other rules for fields that are not named',
        'POST /v1/lamps: answer 201, `room.colours.*` has other rules for fields that are not named',
        'GET /v1/lamps/{id}: answer 200, `room.colours.*` has other rules for fields that are not named',
      ],
    ],
    [
      'a header of an answer is not always there',
      (d) => delete list(d).responses[200].headers.ETag.required,
      ['GET /v1/lamps: answer 200, header `ETag` may be left out'],
    ],
    [
      'a rule is new that nothing is known of here',
      (d) => (schemas(d).Draft.dependentRequired = { note: ['state'] }),
      ['POST /v1/lamps: body has another `dependentRequired`, which cannot be judged'],
    ],
  ];

  it.each(table)('%s', (_, mutate, words) => {
    expect(breaking(mutate)).toEqual(words);
  });
});

describe('what breaks nobody is told as well', () => {
  const table: [string, Mutation, string[]][] = [
    ['nothing', () => undefined, []],
    [
      'an operation is new',
      (d) => (d.paths['/v1/rooms'] = { get: { operationId: 'Rooms_list', responses: {} } }),
      ['GET /v1/rooms is new'],
    ],
    [
      'a parameter is new and may be left out',
      (d) => list(d).parameters.push({ name: 'room', in: 'query', schema: { type: 'string' } }),
      ['GET /v1/lamps: query parameter `room` is new'],
    ],
    [
      'a parameter takes more',
      (d) => {
        list(d).parameters[0].schema.maximum = 200;
        list(d).parameters[1].schema.enum.push('green');
      },
      [
        'GET /v1/lamps: query parameter `limit` has another `maximum`, 100 before and now 200',
        'GET /v1/lamps: query parameter `colour` may be "green"',
      ],
    ],
    [
      'a field of a body is new and may be left out',
      (d) => (schemas(d).Draft.properties.room = { type: 'string' }),
      ['POST /v1/lamps: body, `room` is new'],
    ],
    [
      'a field of a body need not be there any more',
      (d) => (schemas(d).Draft.required = []),
      ['POST /v1/lamps: body, `watts` may be left out'],
    ],
    [
      'a field of an answer is new',
      (d) => (schemas(d).Room.properties.area = { type: 'number' }),
      [
        'GET /v1/lamps: answer 200, `items[].room.area` is new',
        'POST /v1/lamps: answer 201, `room.area` is new',
        'GET /v1/lamps/{id}: answer 200, `room.area` is new',
      ],
    ],
    [
      'an answer is never null any more, and is spelled otherwise',
      (d) => {
        const { Lamp } = schemas(d);
        Lamp.properties.room = ref('Room');
        Lamp.properties.state = { anyOf: [{ const: 'on' }, { const: 'off' }] };
      },
      [
        'GET /v1/lamps: answer 200, `items[].room` is never null any more',
        'POST /v1/lamps: answer 201, `room` is never null any more',
        'GET /v1/lamps/{id}: answer 200, `room` is never null any more',
      ],
    ],
    [
      'a refusal is new',
      (d) => (create(d).responses[409] = { description: 'No', content: json({ type: 'object' }) }),
      ['POST /v1/lamps: answer 409 is new'],
    ],
    [
      'a header of an answer is new',
      (d) => (list(d).responses[200].headers.Age = { schema: { type: 'integer' } }),
      ['GET /v1/lamps: answer 200, header `Age` is new'],
    ],
    [
      'less is asked of callers',
      (d) => {
        list(d).security = [{ key: [] }, { oauth: ['lamps:read'] }];
        create(d).security.push({ oauth: [] });
      },
      ['GET /v1/lamps asks for fewer scopes of `key`', 'POST /v1/lamps can be called with `oauth`'],
    ],
    [
      'a body may be anything where it was one of several kinds',
      (d) => {
        delete schemas(d).Draft.properties.note.type;
        delete schemas(d).Draft.properties.note.maxLength;
      },
      ['POST /v1/lamps: body, `note` may be anything'],
    ],
    [
      'fields that are not named are let be, of one kind',
      (d) => (schemas(d).Draft.properties.sizes.additionalProperties = { type: 'integer' }),
      ['POST /v1/lamps: body, `sizes.*` has other rules for fields that are not named'],
    ],
    [
      'what goes without saying is said',
      (d) => Object.assign(list(d).parameters[1], { style: 'form', explode: true, required: false }),
      [],
    ],
    [
      'a header of an answer is written otherwise',
      (d) => {
        const { headers } = list(d).responses[200];
        headers.etag = headers.ETag;
        delete headers.ETag;
      },
      [],
    ],
    ['an operation is deprecated', (d) => (list(d).deprecated = true), ['GET /v1/lamps is deprecated']],
    [
      'words are others, and components have other names',
      (d) => {
        list(d).summary = 'All lamps';
        schemas(d).Lamp.properties.id.description = 'Its name';
        schemas(d).Zimmer = schemas(d).Room;
        schemas(d).Lamp.properties.room.anyOf[0] = ref('Zimmer');
      },
      [],
    ],
  ];

  it.each(table)('%s', (_, mutate, words) => {
    const changes = changesAfter(mutate);
    expect(changes.filter((change) => change.breaking)).toEqual([]);
    expect(changes.map(inWords)).toEqual(words);
  });
});
