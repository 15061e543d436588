import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { newKey } from '../src/keys/new-key.js';
import { Stand } from './stand.js';

let stand: Stand;
let key: string;
let token: string;
beforeAll(async () => {
  stand = await Stand.start();
  key = await stand.newKey('acme');
  token = await stand.issuer.mint({
    sub: 'acme',
    aud: 'urn:frontdesk:partner-gateway',
    scope: 'products:read orders:read',
  });
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { readonly in: string; readonly field: string; readonly detail: string }[];
}

/** As it is written on the wire: `fetch` would join two headers of one name. */
async function ask(path: string, ...headers: [name: string, value: string][]) {
  const sent = request(stand.gateway.url + path, {
    headers: ['host', new URL(stand.gateway.url).host, ...headers.flat()],
  }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const body = await text(answer);
  return {
    status: answer.statusCode,
    told: JSON.stringify(answer.headers) + body,
    body: JSON.parse(body) as Problem,
  };
}

const bearer = (credential: string): [string, string] => ['Authorization', `Bearer ${credential}`];
const encoded = (text: string) =>
  [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');

describe('credentials', () => {
  it.each<[what: string, () => [path: string, ...[string, string][]], where: [string, string]]>([
    ['a key in the query', () => [`/v1/orders?key=${key}`], ['query', 'key']],
    ['by any name', () => [`/v1/orders?colour=${key}`], ['query', 'colour']],
    ['as a cursor', () => [`/v1/orders?cursor=${key}`, bearer(key)], ['query', 'cursor']],
    ['encoded', () => [`/v1/orders?limit=1&colour=${encoded(key)}`], ['query', 'colour']],
    ['twice', () => [`/v1/orders?colour=red&colour=${key}`], ['query', 'colour']],
    ['without a name', () => [`/v1/orders?${key}`], ['query', 'fd_live_']],
    ['that nobody has', () => [`/v1/orders?colour=${newKey('live').text}`], ['query', 'colour']],
    ['beside a good one', () => [`/v1/orders?colour=${key}`, bearer(key)], ['query', 'colour']],
    ['an access token in the query', () => [`/v1/orders?access_token=${token}`], ['query', 'access_token']],
    ['beside a key', () => [`/v1/orders?access_token=${token}`, bearer(key)], ['query', 'access_token']],
    ['in other words', () => [`/v1/orders?API-Key=1`, bearer(key)], ['query', 'API-Key']],
    ['in other words still', () => [`/v1/orders?apikey=`, bearer(key)], ['query', 'apikey']],
    ['as an item of a list', () => [`/v1/orders?api.key[]=1`, bearer(key)], ['query', 'api.key[]']],
    ['an access token by any name', () => [`/v1/orders?t=${token}`, bearer(key)], ['query', 't']],
    ['a key in the path', () => [`/v1/orders/${key}`, bearer(key)], ['path', 'id']],
    ['encoded there', () => [`/v1/orders/${encoded(key)}`, bearer(key)], ['path', 'id']],
    ['X-Api-Key', () => ['/v1/orders', ['X-Api-Key', key]], ['header', 'x-api-key']],
    [
      'X-Api-Key beside a token',
      () => ['/v1/orders', ['x-api-key', '1'], bearer(token)],
      ['header', 'x-api-key'],
    ],
    [
      'a key in a cookie beside a token',
      () => ['/v1/orders', ['Cookie', `k=${key}`], bearer(token)],
      ['header', 'cookie'],
    ],
    [
      'a key as the key of a command',
      () => ['/v1/orders', ['Idempotency-Key', key], bearer(key)],
      ['header', 'idempotency-key'],
    ],
    [
      'a key and a token, joined',
      () => ['/v1/orders', ['Authorization', `Bearer ${key}, Bearer ${token}`]],
      ['header', 'authorization'],
    ],
    [
      'two keys, joined',
      () => ['/v1/orders', ['Authorization', `Bearer ${key},Bearer ${key}`]],
      ['header', 'authorization'],
    ],
    [
      'two keys, with a space',
      () => ['/v1/orders', ['Authorization', `Bearer ${key} ${key}`]],
      ['header', 'authorization'],
    ],
  ])('%s: 400 that says where, and nobody is called', async (_, asked, [place, field]) => {
    const { status, body, told } = await ask(...asked());
    expect([status, body.type]).toEqual([400, '/problems/invalid-request']);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]).toMatchObject({ in: place, field: expect.stringContaining(field) });
    expect(told).not.toContain(key.slice(21));
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it.each<[what: string, () => [string, string][]]>([
    ['a key and a token', () => [bearer(key), bearer(token)]],
    ['a token and a key', () => [bearer(token), bearer(key)]],
    ['the same key twice', () => [bearer(key), bearer(key)]],
    ['nothing and a key', () => [['Authorization', ''], bearer(key)]],
  ])('%s in two headers: 400 that says so, and nobody is called', async (_, headers) => {
    const { status, body } = await ask('/v1/orders', ...headers());
    expect([status, body.detail]).toEqual([400, 'there are two Authorization headers']);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('in one place are fine, as is all that only looks like one of them', async () => {
    for (const credential of [key, token]) {
      const { status } = await ask('/v1/orders?limit=1', bearer(credential), [
        'User-Agent',
        'fd_live_ of (a, b)',
      ]);
      expect(status).toBe(200);
    }
  });
});
