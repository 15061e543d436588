import { inWords } from './change.js';
import { changesAfter, create, json, list, ref, schemas, type Mutation } from './test/lamps.js';

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
