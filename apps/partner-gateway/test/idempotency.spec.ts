import type { ServerResponse } from 'node:http';
import type { RequestEnd } from '@frontdesk/gateway';
import { eventually, FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { type Answer, CommandGateway, describeOnBothDatabases } from './command-gateway.js';

const LIVE = 'ours/live';

describeOnBothDatabases('a command with a key', (open) => {
  let test: Awaited<ReturnType<typeof open>>;
  let service: FakeUpstream;
  let gateway: CommandGateway;
  const ends: RequestEnd[] = [];
  let keys = 0;
  const newKey = () => `key-${(keys += 1)}`;

  /** From now on the service makes things, and refuses nothing. */
  const makesThings = () =>
    service.handle((_, response) => send(response, 201, { id: `t-${service.requests.length}` }));
  const keysAtTheService = () => service.requests.map(({ headers }) => headers['idempotency-key']);
  const rowOf = async (key: string) =>
    (await test.database.query('SELECT * FROM commands WHERE key = $1', [key]))[0];

  beforeAll(async () => {
    test = await open();
    service = await fakeUpstream();
    gateway = await CommandGateway.start(
      test.database,
      service,
      {},
      { onRequestEnd: [(end) => ends.push(end)] },
    );
  }, 60_000);
  beforeEach(() => {
    service.requests.length = 0;
    makesThings();
  });
  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]();
    await service?.[Symbol.asyncDispose]();
    await test?.[Symbol.asyncDispose]();
  });

  describe('is asked for one', () => {
    it.each<[string, string | undefined]>([
      ['none', undefined],
      ['an empty one', ''],
      ['one with a space', 'a b'],
      ['one that is no ASCII', 'schlüssel'],
      ['two', 'a, b'],
      ['two in quotes', '"a", "b"'],
      ['a quote that does not end', '"a'],
      ['nothing in quotes', '""'],
      ['parameters', '"a";b=1'],
      ['256 characters', 'x'.repeat(256)],
    ])('and with %s is 400, which names the header; nobody is asked, and nothing kept', async (_, key) => {
      const { status, json } = await gateway.make(key);
      expect([status, json.type]).toEqual([400, '/problems/invalid-request']);
      expect(json.errors).toEqual([expect.objectContaining({ in: 'header', field: 'Idempotency-Key' })]);
      expect(service.requests).toHaveLength(0);
    });

    it('in quotes, as the draft has it, or without: it is the same', async () => {
      const key = newKey();
      const first = await gateway.make(`"${key}"`);
      const second = await gateway.make(key);
      expect([second.status, second.json]).toEqual([201, first.json]);
      const odd = await gateway.make('"a \\"quoted\\" \\\\ one"');
      expect([odd.status, odd.headers.get('idempotent-replayed')]).toEqual([201, null]);
      expect((await rowOf('a "quoted" \\ one'))?.['state']).toBe('answered');
      expect(service.requests).toHaveLength(2);
    });
  });

  describe('that comes again', () => {
    it('is answered as the first one, byte for byte, and done once', async () => {
      const key = newKey();
      const first = await gateway.make(key);
      expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
      service.answer(500);
      for (let again = 0; again < 3; again += 1) {
        const replayed = await gateway.make(key);
        isReplayOf(replayed, first);
        expect(replayed.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
      }
      expect(first.headers.get('location')).toBe('/v2/things/t-1');
      expect(service.requests).toHaveLength(1);
    });

    it('and was refused is refused again, with the first one’s request id in its body', async () => {
      const key = newKey();
      service.answer(422, { title: 'no' });
      const first = await gateway.make(key);
      expect([first.status, first.json.type]).toEqual([422, '/problems/unprocessable']);
      makesThings();
      const replayed = await gateway.make(key);
      isReplayOf(replayed, first);
      expect(replayed.json.requestId).toBe(first.headers.get('x-request-id'));
      expect(replayed.headers.get('content-type')).toContain('application/problem+json');
      expect(service.requests).toHaveLength(1);
    });

    it('with a body that says the same in another order is the same', async () => {
      const key = newKey();
      const first = await gateway.make(key, { body: '{"name":"a","size":1}' });
      isReplayOf(await gateway.make(key, { body: ' {"size": 1.0, "name": "\\u0061"}' }), first);
    });

    it.each([
      ['another body', { body: { name: 'b' } }],
      ['one field more', { body: { name: 'a', size: 1 } }],
      ['the path of another version', { at: '/v1/things' }],
      ['another query', { at: '/v2/things?dry=1' }],
    ])('with %s is 422, and nobody is asked', async (_, another) => {
      const key = newKey();
      await gateway.make(key);
      const { status, json, headers } = await gateway.make(key, another);
      expect([status, json.type]).toEqual([422, '/problems/idempotency-key-reused']);
      expect(json.errors).toEqual([expect.objectContaining({ in: 'header', field: 'Idempotency-Key' })]);
      expect(headers.get('idempotent-replayed')).toBeNull();
      expect(service.requests).toHaveLength(1);
    });

    it('while the first one runs is 409, and later the same as the first', async () => {
      const key = newKey();
      const { answer } = holds(service);
      const first = gateway.make(key);
      await service.received(1);
      const second = await gateway.make(key);
      expect([second.status, second.json.type]).toEqual([409, '/problems/idempotency-key-in-use']);
      expect(second.headers.get('retry-after')).toBe('1');
      expect((await gateway.make(key, { body: { name: 'b' } })).status).toBe(422);
      answer();
      const ended = await first;
      isReplayOf(await gateway.make(key), ended);
      expect(service.requests).toHaveLength(1);
    });

    it('a hundred times at once is done once', async () => {
      const key = newKey();
      const answers = await Promise.all(Array.from({ length: 100 }, () => gateway.make(key)));
      expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
      expect(service.requests).toHaveLength(1);
      const first = answers.find(
        ({ status, headers }) => status === 201 && headers.get('idempotent-replayed') === null,
      )!;
      for (const each of answers.filter(({ status }) => status === 201))
        expect(each.body.equals(first.body)).toBe(true);
      isReplayOf(await gateway.make(key), first);
    });

    it.each(['theirs/live', 'ours/sandbox'])('from %s is another command', async (application) => {
      const key = newKey();
      const ours = await gateway.make(key, { application: LIVE });
      const others = await gateway.make(key, { application, body: { name: 'b' } });
      expect([others.status, others.headers.get('idempotent-replayed')]).toEqual([201, null]);
      expect(others.json).not.toEqual(ours.json);
      isReplayOf(await gateway.make(key, { application: LIVE }), ours);
      const [first, second] = keysAtTheService();
      expect(first).not.toBe(second);
      expect(keysAtTheService()).not.toContain(key);
    });
  });

  describe('that was not done uses up no key', () => {
    it('where the input is invalid: nothing is written down', async () => {
      const key = newKey();
      expect((await gateway.make(key, { body: { name: 7 } })).status).toBe(400);
      expect((await gateway.make(key, { body: '{"name":' })).status).toBe(400);
      expect(await rowOf(key)).toBeUndefined();
      expect((await gateway.make(key)).status).toBe(201);
    });

    it('where the service finds it invalid: corrected, it has another key there', async () => {
      const key = newKey();
      service.answer(400);
      expect((await gateway.make(key)).status).toBe(400);
      makesThings();
      expect((await gateway.make(key, { body: { name: 'b' } })).status).toBe(201);
      const [first, second] = keysAtTheService();
      expect(first).not.toBe(second);
    });
  });

  describe('of which nobody knows how it ended', () => {
    it.each<[string, number, () => void]>([
      ['fails', 502, () => service.answer(500)],
      ['is busy', 503, () => service.answer(429)],
      ['is still at it', 409, () => service.answer(409)],
      ['breaks the connection', 502, () => service.resetMidBody()],
      ['answers nonsense', 502, () => service.answer(201, '<html>')],
      ['does not answer in time', 504, () => service.hang()],
    ])('since the service %s can be repeated at once, with the same key there', async (_, status, fails) => {
      const key = newKey();
      fails();
      expect((await gateway.make(key, status === 504 ? { patienceMs: 300 } : {})).status).toBe(status);
      makesThings();
      const other = await gateway.make(key, { body: { name: 'b' } });
      expect([other.status, other.json.type]).toEqual([422, '/problems/idempotency-key-reused']);
      const repeated = await gateway.make(key);
      expect([repeated.status, repeated.headers.get('idempotent-replayed')]).toEqual([201, null]);
      isReplayOf(await gateway.make(key), repeated);
      expect(new Set(keysAtTheService()).size).toBe(1);
    });

    it('stays in doubt where a repetition is refused as invalid', async () => {
      const key = newKey();
      service.answer(500);
      await gateway.make(key);
      service.answer(400);
      expect((await gateway.make(key)).status).toBe(400);
      makesThings();
      expect((await gateway.make(key, { body: { name: 'b' } })).status).toBe(422);
      expect((await gateway.make(key)).status).toBe(201);
      expect(new Set(keysAtTheService()).size).toBe(1);
    });

    it('goes on without its caller: how it ends is kept', async () => {
      const key = newKey();
      const { answer } = holds(service);
      const gone = new AbortController();
      const left = gateway.make(key, { signal: gone.signal }).catch(() => 'left');
      await service.received(1);
      gone.abort();
      expect(await left).toBe('left');
      await eventually(() => ends.at(-1)?.callerGone === true, 'that the gateway has noticed');
      answer();
      await eventually(async () => (await rowOf(key))?.['state'] === 'answered', 'its end');
      const replayed = await gateway.make(key);
      expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
      expect(replayed.headers.get('location')).toBe('/v2/things/t-1');
      expect(service.requests).toHaveLength(1);
      expect(service.requests[0]?.closedEarly).toBe(false);
    });

    it('is not told before it is kept: 503, and a repetition learns it', async () => {
      const key = newKey();
      const { answer } = holds(service);
      const cut = gateway.make(key);
      await service.received(1);
      await test.database.query('ALTER TABLE commands RENAME TO mislaid');
      answer();
      const { status, headers, json } = await cut;
      await test.database.query('ALTER TABLE mislaid RENAME TO commands');
      expect([status, json.type, headers.get('retry-after')]).toEqual([503, '/problems/unavailable', '10']);
      expect([headers.get('location'), headers.get('content-type')]).toEqual([
        null,
        'application/problem+json; charset=utf-8',
      ]);

      expect((await gateway.make(key)).status).toBe(409);
      await test.database.query(`UPDATE commands SET leased_until = now() WHERE key = $1`, [key]);
      makesThings();
      expect((await gateway.make(key)).status).toBe(201);
      expect(service.requests).toHaveLength(2);
      expect(new Set(keysAtTheService()).size).toBe(1);
    });
  });

  it('is known to every gateway on the database', async () => {
    await using other = await CommandGateway.start(await test.another(), service);
    const both = [gateway, other];
    const key = newKey();
    const { answer } = holds(service);
    const first = gateway.make(key);
    await service.received(1);
    expect((await other.make(key)).status).toBe(409);
    answer();
    const ended = await first;
    isReplayOf(await other.make(key), ended);

    makesThings();
    const together = newKey();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => both[n % 2]!.make(together)));
    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    expect(service.requests).toHaveLength(2);
  });

  it('is documented, with its header, and with what may be answered of it', async () => {
    const document = (await (await fetch(`${gateway.gateway.url}/openapi.json`)).json()) as Document;
    const { parameters, responses } = document.paths['/v2/things']!.post;
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    for (const status of ['201', '409', '422'])
      expect(Object.keys(responses[status]!.headers)).toContain('Idempotent-Replayed');
    expect(Object.keys(responses['409']!.headers)).toContain('Retry-After');
    for (const slug of ['idempotency-key-in-use', 'idempotency-key-reused'])
      expect((await fetch(`${gateway.gateway.url}/problems/${slug}`)).status).toBe(200);
  });
});

interface Document {
  readonly paths: Readonly<
    Record<string, { post: { parameters: object[]; responses: Record<string, { headers: object }> } }>
  >;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** From now on the service answers nobody until it is told to. */
function holds(service: FakeUpstream): { answer: () => void } {
  const held: ServerResponse[] = [];
  service.handle((_, response) => void held.push(response));
  return { answer: () => held.forEach((response) => send(response, 201, { id: 't-1' })) };
}

function isReplayOf(answer: Answer, first: Answer): void {
  expect([answer.status, answer.body.toString()]).toEqual([first.status, first.body.toString()]);
  for (const name of ['content-type', 'content-length', 'location', 'cache-control'])
    expect([name, answer.headers.get(name)]).toEqual([name, first.headers.get(name)]);
  expect(answer.headers.get('idempotent-replayed')).toBe('true');
}
