import { once } from 'node:events';
import { connect } from 'node:net';
import { type RequestContext } from '@frontdesk/request-context';
import { eventually } from '@frontdesk/testing';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Context } from '../context.decorator.js';
import { type RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';
import { rawRequest } from '../test/raw-request.js';
import type { RequestEnd } from './exchange.js';

const JSON_TYPE = 'application/json';

let handled: string[] = [];
let left: (() => void) | undefined;
let leave: () => void = () => {};
const answers: unknown[] = [];

@Controller('v1')
class EchoController {
  @Get('things/:id')
  one(@Param('id') id: string) {
    handled.push(id);
    return { id };
  }

  @Post('things')
  create(@Body() body: unknown) {
    handled.push('created');
    return { body };
  }

  @Get('header')
  header(@Query('value') value: string, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('x-echo', value);
    return { value };
  }

  @Get('trace')
  trace(@Context() context: RequestContext) {
    return { ...context.trace, requestId: context.requestId };
  }

  @Post('lasting')
  @RouteConfig({ outlivesCaller: true })
  lasting(@Context() { signal }: RequestContext) {
    handled.push('lasting');
    return new Promise((resolve) => (leave = () => resolve({ aborted: signal.aborted })));
  }

  @Get('slow')
  slow(@Context() { signal }: RequestContext) {
    handled.push('slow');
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        left?.();
        reject(signal.reason as Error);
      }),
    );
  }
}

describe('the edge', () => {
  let gateway: RunningGateway;
  const ended: RequestEnd[] = [];
  const request = (lines: string[], body = '') =>
    rawRequest(gateway.url, `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  const post = (body: string, type = JSON_TYPE) =>
    request(
      ['POST /v1/things HTTP/1.1', 'Host: a', `Content-Type: ${type}`, `Content-Length: ${body.length}`],
      body,
    );

  beforeAll(async () => {
    const env = { BODY_LIMIT_BYTES: '1000', HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600' };
    gateway = await gatewayWith([EchoController], env, {
      onRequestEnd: [(end) => ended.push(end)],
      extend: (server) =>
        server.addHook('onSend', (request, _reply, payload, done) => {
          if (request.url === '/v1/lasting') answers.push(payload);
          done();
        }),
    });
  });
  afterAll(() => gateway.close());
  beforeEach(() => {
    handled = [];
    ended.length = 0;
  });

  describe('refuses, before any handler runs,', () => {
    afterEach(() => expect(handled).toEqual([]));

    it.each<[what: string, status: number, lines: string[]]>([
      ['two Host headers', 400, ['GET /v1/things/1 HTTP/1.1', 'Host: a', 'Host: b']],
      ['an empty Host', 400, ['GET /v1/things/1 HTTP/1.1', 'Host:']],
      ['no Host', 400, ['GET /v1/things/1 HTTP/1.1']],
      [
        'two Authorization headers',
        400,
        ['GET /v1/things/1 HTTP/1.1', 'Host: a', 'Authorization: Bearer 1', 'Authorization: Bearer 2'],
      ],
      [
        'two Authorization headers, the first of them empty',
        400,
        ['GET /v1/things/1 HTTP/1.1', 'Host: a', 'Authorization:', 'Authorization: Bearer 2'],
      ],
      ['a target on another host', 400, ['GET http://evil.example/v1/things/1 HTTP/1.1', 'Host: a']],
      ['a target of another scheme', 400, ['GET ftp://a/v1/things/1 HTTP/1.1', 'Host: a']],
      ['TRACE', 405, ['TRACE /v1/things/1 HTTP/1.1', 'Host: a']],
      ['CONNECT', 405, ['CONNECT a:80 HTTP/1.1', 'Host: a']],
      ['an encoded slash', 400, ['GET /v1/things/..%2fadmin HTTP/1.1', 'Host: a']],
      ['an encoded backslash', 400, ['GET /v1/things/..%5Cadmin HTTP/1.1', 'Host: a']],
      ['dot segments', 400, ['GET /v1/things/../admin HTTP/1.1', 'Host: a']],
      ['encoded dot segments', 400, ['GET /v1/things/%2e%2E HTTP/1.1', 'Host: a']],
      ['an encoded NUL', 400, ['GET /v1/things/a%00 HTTP/1.1', 'Host: a']],
      ['invalid percent-encoding', 400, ['GET /v1/things/%zz HTTP/1.1', 'Host: a']],
      ['an incomplete encoding', 400, ['GET /v1/things/%c3 HTTP/1.1', 'Host: a']],
      ['a URL that is too long', 414, [`GET /v1/things/1?${'a'.repeat(9_000)} HTTP/1.1`, 'Host: a']],
      ['an id that is too long', 414, [`GET /v1/things/${'a'.repeat(300)} HTTP/1.1`, 'Host: a']],
      [
        'too many headers',
        431,
        ['GET /v1/things/1 HTTP/1.1', 'Host: a', ...Array.from({ length: 120 }, (_, i) => `X-${i}: 1`)],
      ],
      [
        '2,100 headers',
        431,
        ['GET /v1/things/1 HTTP/1.1', 'Host: a', ...Array.from({ length: 2_100 }, () => 'X:')],
      ],
      [
        'headers that are too large',
        431,
        ['GET /v1/things/1 HTTP/1.1', 'Host: a', `X: ${'a'.repeat(20_000)}`],
      ],
      ['what is not HTTP', 400, ['nonsense']],
      [
        'a length that is two',
        400,
        ['POST /v1/things HTTP/1.1', 'Host: a', 'Content-Length: 1', 'Content-Length: 2'],
      ],
      [
        'a length beside a chunked body',
        400,
        ['POST /v1/things HTTP/1.1', 'Host: a', 'Content-Length: 1', 'Transfer-Encoding: chunked'],
      ],
    ])('%s with %i', async (_, status, lines) => {
      const answer = await request(lines);
      expect(answer.status).toBe(status);
      expect(answer.head.toLowerCase()).toContain('content-type: application/problem+json');
      const { requestId, ...problem } = JSON.parse(answer.body) as { requestId: string; status: number };
      expect(problem).toMatchObject({ status });
      expect(answer.head.toLowerCase()).toContain(`x-request-id: ${requestId}`);
      await eventually(() => ended.length === 1, 'the refusal to be told');
      expect(ended[0]).toMatchObject({ status, context: { requestId } });
    });

    it.each<[what: string, status: number, body: string, type: string]>([
      ['a body that is too large', 413, JSON.stringify('a'.repeat(1_100)), JSON_TYPE],
      ['a body of another type', 415, 'a=1', 'application/x-www-form-urlencoded'],
      ['a body of a type that is none', 415, '{}', 'nonsense'],
      ['JSON that is none', 400, '{"a":', JSON_TYPE],
      ['a __proto__', 400, '{"__proto__":{"admin":true}}', JSON_TYPE],
      ['a __proto__ that is escaped', 400, '{"\\u005f_proto__":{"admin":true}}', JSON_TYPE],
      ['a constructor with a prototype', 400, '{"constructor":{"prototype":{"admin":true}}}', JSON_TYPE],
      ['JSON that nests too deep', 400, `${'['.repeat(40)}${']'.repeat(40)}`, JSON_TYPE],
    ])('%s with %i', async (_, status, body, type) => {
      const answer = await post(body, type);
      expect(answer.status).toBe(status);
      expect(answer.head.toLowerCase()).toContain('content-type: application/problem+json');
    });

    it('a chunked body past the limit, without reading all of it', async () => {
      const chunk = `200\r\n${'a'.repeat(0x200)}\r\n`;
      const lines = [
        'POST /v1/things HTTP/1.1',
        'Host: a',
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
      ];
      const answer = await request(lines, chunk.repeat(3));
      expect(answer.status).toBe(413);
      expect(answer.head.toLowerCase()).toContain('connection: close');
    });

    it('a connection that sends its headers too slowly, with 408', async () => {
      const answer = await rawRequest(gateway.url, 'GET /v1/things/1 HTTP/1.1\r\nHost: a\r\nX-Slow:');
      expect(answer.status).toBe(408);
    });

    it('a connection that sends its body too slowly, with 408', async () => {
      const head =
        'POST /v1/things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9';
      const answer = await rawRequest(gateway.url, `${head}\r\n\r\n{"a"`);
      expect(answer.status).toBe(408);
    });
  });

  it('says which methods a path has where it refuses TRACE', async () => {
    const answer = await request(['TRACE /v1/things/1 HTTP/1.1', 'Host: a']);
    expect(answer.head.toLowerCase()).toContain('allow: get, head\r\n');
  });

  it('passes over an expectation that it does not know', async () => {
    const answer = await request(['GET /v1/things/1 HTTP/1.1', 'Host: a', 'Expect: the-best']);
    expect([answer.status, handled]).toEqual([200, ['1']]);
  });

  it('takes a target in absolute form for its own host', async () => {
    const answer = await request(['GET http://a/v1/things/1 HTTP/1.1', 'Host: a']);
    expect([answer.status, handled]).toEqual([200, ['1']]);
    const refused = await request(['DELETE http://a/v1/things/1 HTTP/1.1', 'Host: a']);
    expect(JSON.parse(refused.body)).toMatchObject({ status: 405, instance: '/v1/things/1' });
  });

  it.each([
    ['of JSON', JSON_TYPE, 'Content-Length: 0', ''],
    [
      'of another type, as `curl -d ""` sends it',
      'application/x-www-form-urlencoded',
      'Content-Length: 0',
      '',
    ],
    ['of JSON in chunks', JSON_TYPE, 'Transfer-Encoding: chunked', '0\r\n\r\n'],
  ])('takes an empty body for none: %s', async (_, type, length, body) => {
    const answer = await request(
      ['POST /v1/things HTTP/1.1', 'Host: a', `Content-Type: ${type}`, length],
      body,
    );
    expect([answer.status, JSON.parse(answer.body)]).toEqual([201, {}]);
  });

  it('says of JSON that is none that it cannot be read', async () => {
    for (const none of ['{"a":', ' ', '{"__proto__":{}}'])
      expect({ none, ...JSON.parse((await post(none)).body) }).toMatchObject({
        type: '/problems/malformed-request',
      });
  });

  it('takes braces and brackets in strings for what they are', async () => {
    const body = JSON.stringify({ text: `\\"${'['.repeat(100)}` });
    expect((await post(body)).status).toBe(201);
  });

  it('drops a header that was made of input and that HTTP cannot carry, and answers 400', async () => {
    const answer = await fetch(`${gateway.url}/v1/header?value=a%0D%0AX-Injected:%201`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-injected')).toBeNull();
    expect(await answer.json()).toMatchObject({ type: '/problems/malformed-request' });
  });

  it('tells nothing again that is to be concealed: in no problem, and as no request id', async () => {
    const conceal = (text: string) => text.replaceAll(/secret_\w+/g, 'secret_…');
    await using quiet = await gatewayWith([EchoController], {}, { conceal });
    const answer = await fetch(`${quiet.url}/v1/nothing/secret_1?of=secret_1`, {
      headers: { 'x-request-id': 'secret_1' },
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await answer.json()).toMatchObject({ status: 404, instance: '/v1/nothing/secret_…' });
  });

  it('keeps a sane request id, and replaces any other', async () => {
    const idFor = async (id: string) =>
      (await fetch(`${gateway.url}/v1/trace`, { headers: { 'x-request-id': id } })).headers.get(
        'x-request-id',
      );
    expect(await idFor('0f-a.b:c_d')).toBe('0f-a.b:c_d');
    for (const insane of ['a b', '"', '-a', 'a'.repeat(129), 'a,b']) {
      expect(await idFor(insane)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('goes on with the trace of the caller', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await fetch(`${gateway.url}/v1/trace`, { headers: { traceparent } });
    expect(await answer.json()).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', sampled: true });
  });

  it('tells the handler when its caller goes away, and no 500 comes of it', async () => {
    const gone = new Promise<void>((resolve) => (left = resolve));
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write('GET /v1/slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await eventually(() => handled.includes('slow'), 'the handler to run');
    socket.destroy();
    await gone;
    await eventually(() => ended.length === 1, 'the request to end');
    expect(ended[0]).toMatchObject({ route: '/v1/slow', status: 499, callerGone: true });
  });

  it('lets a handler go on without its caller where its route says so, and its answer be seen', async () => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write('POST /v1/lasting HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n');
    await eventually(() => handled.includes('lasting'), 'the handler to run');
    socket.destroy();
    await eventually(() => ended.length === 1, 'the request to end');
    expect(ended[0]).toMatchObject({ status: 499, callerGone: true });
    leave();
    await eventually(() => answers.length === 1, 'the answer');
    expect(answers).toEqual(['{"aborted":false}']);
  });

  it('tells a pipelined handler too, whose answer is not yet on the connection', async () => {
    let abortions = 0;
    left = () => (abortions += 1);
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write('GET /v1/slow HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2));
    await eventually(() => handled.length === 2, 'both handlers to run');
    socket.destroy();
    await eventually(() => abortions === 2, 'both handlers to be told');
  });

  it('keeps a connection for the next request', async () => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.setEncoding('latin1').write('GET /v1/things/1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    socket.write('GET /v1/things/2 HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [string];
    expect(answer).toContain('{"id":"2"}');
    socket.destroy();
  });

  it('tells how every request ended', async () => {
    await fetch(`${gateway.url}/v1/things/1?secret=1`);
    await fetch(`${gateway.url}/nowhere`);
    await eventually(() => ended.length === 2, 'both to end');
    expect(ended).toMatchObject([
      { method: 'GET', route: '/v1/things/:id', status: 200, callerGone: false, complete: undefined },
      { method: 'GET', route: 'unmatched', status: 404 },
    ]);
    expect(ended[0]?.durationMs).toBeGreaterThan(0);
  });
});
