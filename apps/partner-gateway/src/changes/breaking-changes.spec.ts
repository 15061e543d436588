import { inWords } from './change.js';
import { changesAfter, create, json, lamps, list, ref, schemas, type Mutation } from './test/lamps.js';

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
    const breaking = changesAfter(mutate).filter((change) => change.breaking);
    expect(breaking.map(inWords)).toEqual(words);
  });
});
