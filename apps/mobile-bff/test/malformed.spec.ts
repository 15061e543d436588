import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { Stand } from './stand.js';

/** For each route; each is a request on a socket. */
const INPUTS = 1_000;
const AT_ONCE = 20;

let stand: Stand;
let token: string;
let routes: readonly { method: string; path: string }[];
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

interface Document {
  readonly paths: Record<string, Record<string, unknown>>;
}

beforeAll(async () => {
  stand = await Stand.start({ RATE_LIMIT: '10000000/60s' });
  token = await stand.issuer.mint({ sub: 'alice', aud: 'urn:frontdesk:mobile-bff' });
  const { paths } = (await (await stand.ask('/openapi.json')).json()) as Document;
  routes = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({ method: method.toUpperCase(), path })),
  );
  // Keys are fetched before it counts who is called.
  await stand.ask('/v2/app-policy', 'alice');
  await stand.shop.reset();
});
afterAll(async () => {
  agent.destroy();
  await stand[Symbol.asyncDispose]();
});

interface Input {
  readonly id?: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const latin = (length: number) =>
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: length,
  });
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  latin(40),
  fc.constantFrom('null', '[]', '{}', '..', '-0', '1e9', '__proto__'),
);
const header = latin(40).map((value) => value.replaceAll('\x7f', '').trim());
const none = <T>(values: fc.Arbitrary<T>, isGood: (value: T) => boolean) =>
  values.filter((value) => !isGood(value));

/** Input that no version of an app can mean, by where it stands. */
const badHeaders = fc.oneof(
  none(header, (value) => /^[1-9]\d{0,8}$/.test(value)).map((value) => ({
    'x-request-timeout-ms': value || 'x',
  })),
  none(header, (value) => /^\d+\.\d+\.\d+/.test(value)).map((value) => ({
    'x-app-version': value || 'x',
    'x-app-platform': 'ios',
  })),
  none(header, (value) => value === 'ios' || value === 'android').map((value) => ({
    'x-app-version': '2.0.0',
    'x-app-platform': value || 'x',
  })),
);
const badId = none(anything, (value) => /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/.test(value) || value === '');
const badLimit = none(
  anything,
  (value) => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 100,
);
const badCursor = none(anything, (value) => /^[\w-]+$/.test(value));
const badUnread = none(anything, (value) => value === 'true' || value === 'false');
const badBody = fc.oneof(
  fc.json(),
  anything,
  fc
    .record({
      quantity: none(fc.oneof(fc.integer(), fc.double(), anything), (value) => Number.isInteger(value)),
    })
    .map((value) => JSON.stringify(value)),
  fc.integer({ min: 100 }).map((quantity) => JSON.stringify({ quantity })),
);

/** What can be wrong with a request of a route. */
function inputsOf({ method, path }: { method: string; path: string }): fc.Arbitrary<Input> {
  const wrong: fc.Arbitrary<Input>[] = [badHeaders.map((headers) => ({ headers }))];
  if (path.includes('{')) wrong.push(badId.map((id) => ({ id })));
  if (method === 'GET' && /\/(?:products|orders|notifications)$/.test(path)) {
    wrong.push(badLimit.map((value) => ({ query: [['limit', value]] })));
    wrong.push(badCursor.map((value) => ({ query: [['cursor', value]] })));
  }
  if (method === 'GET' && path.endsWith('/notifications'))
    wrong.push(badUnread.map((value) => ({ query: [['unread', value]] })));
  if (method === 'GET' && path.endsWith('/sync'))
    wrong.push(none(anything, (v) => v === '').map((value) => ({ query: [['since', value]] })));
  if (method === 'PUT' || (method === 'POST' && path.endsWith('/checkout')))
    wrong.push(badBody.map((body) => ({ body, headers: { 'idempotency-key': 'k' } })));
  if (method !== 'GET' && !path.startsWith('/v1/notifications'))
    wrong.push(
      none(header, (value) => /^[\x21-\x7e]+$/.test(value)).map((value) => ({
        headers: { 'idempotency-key': value || ' ' },
        body:
          method === 'POST' && path.endsWith('/checkout')
            ? '{"paymentMethodId":"pm-alice-1"}'
            : '{"quantity":1}',
      })),
    );
  return fc.oneof(...wrong);
}

const encoded = (value: string) => encodeURIComponent(value.toWellFormed());

async function send(route: { method: string; path: string }, input: Input) {
  const { id = 'p-001', query = [], headers = {}, body } = input;
  const path = route.path.replace(/\{\w+\}/, encoded(id));
  const search = query.map(([name, value]) => `${name}=${encoded(value)}`).join('&');
  const type =
    body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const asked = request(`${stand.gateway.url}/`, {
    agent,
    method: route.method,
    path: search ? `${path}?${search}` : path,
    headers: { authorization: `Bearer ${token}`, ...type, ...headers },
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, type: answer.headers['content-type'], body: await text(answer) };
}

it(`${INPUTS} malformed inputs of each route are refused with a problem, and nobody is called`, async () => {
  for (const route of routes) {
    const inputs = fc.sample(inputsOf(route), { numRuns: INPUTS, seed: 2026 });
    for (let from = 0; from < inputs.length; from += AT_ONCE) {
      const batch = inputs.slice(from, from + AT_ONCE);
      const answers = await Promise.all(batch.map((input) => send(route, input)));
      answers.forEach(({ status, type, body }, nth) => {
        const isRefused = status >= 400 && status < 500 && type?.startsWith('application/problem+json');
        if (!isRefused)
          throw new Error(
            `${route.method} ${route.path} ${JSON.stringify(batch[nth])}: ${status} ${body.slice(0, 200)}`,
          );
      });
    }
    expect([route, await stand.shop.receivedInAll()]).toEqual([route, 0]);
  }
}, 240_000);
