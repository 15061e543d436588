import type { Load } from './load/load.js';
import {
  authenticationInProcess,
  benchGateway,
  expressAxios,
  expressProxy,
  fastifyProxy,
  floor,
  mobileBff,
  nestAxios,
  nginx,
  nginxLua,
  type Server,
  variant,
  webBff,
} from './servers.js';

/** What one server is asked in one repetition; `turn` differs for every measurement of a server. */
export type Asked = (turn: number) => Pick<Load, 'path' | 'addresses'>;

/** What callers show of themselves: a token or a session, nothing, or something as long that no server looks at. */
export type Credentials = 'token' | 'session' | 'none' | 'token-padding' | 'session-padding';

export interface Contender {
  readonly server: Server;
  readonly asked: Asked;
  readonly credentials: Credentials;
}

/** What is measured side by side: everybody answers the same, and the floor is first. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly contenders: readonly Contender[];
  /** `bytes` where the answer is passed through, and must not change at all. */
  readonly answers: 'bytes' | 'json';
  /** How long a measurement is: seconds, but where the work depends on what came before, a number of requests. */
  readonly by: 'seconds' | 'requests';
  /** The figure of `frontdesk` is what it takes more than the floor, not the whole of it. */
  readonly difference?: true;
  /** Measures the same difference without HTTP, to hold beside it. */
  readonly inProcess?: Server;
}

const PRODUCTS = 500;
const HITS_EACH = 90;
const ADDRESSES_PER_TURN = 10_000;

const at =
  (path: string): Asked =>
  () => ({ path });
const all = (asked: Asked, credentials: Credentials, ...servers: Server[]): Contender[] =>
  servers.map((server) => ({ server, asked, credentials }));

// Each turn asks for products that nobody has asked for before, in the same order of every server: so every server has
// the same hits and misses, whatever its speed.
const byPopularity: Asked = (turn) => ({
  path: { prefix: `/api/products/p-${turn}-`, products: PRODUCTS, seed: turn },
});

const aProduct = '/api/products/p-001';
const trusting = { TRUSTED_PROXIES: '127.0.0.1' };

export const scenarios: readonly Scenario[] = [
  {
    name: 'A',
    title: 'pass-through of one answer',
    contenders: all(
      at('/v1/notifications'),
      'token',
      floor,
      mobileBff,
      variant(benchGateway, 'frontdesk-httpservice'),
      expressProxy,
      expressAxios,
      fastifyProxy,
      nestAxios,
      nginx,
    ),
    answers: 'bytes',
    by: 'seconds',
  },
  {
    name: 'B',
    title: 'a view of four parts',
    contenders: [
      ...all(at('/api/home'), 'session', floor, webBff),
      ...all(at('/api/home'), 'token', variant(benchGateway, 'frontdesk-httpservice')),
      ...all(at('/api/home'), 'session', expressAxios, nestAxios, nginxLua),
    ],
    answers: 'json',
    by: 'seconds',
  },
  {
    name: 'C',
    title: 'a cached public view',
    contenders: all(at(aProduct), 'session', floor, webBff, expressAxios, nestAxios, nginx),
    answers: 'json',
    by: 'seconds',
  },
  {
    name: 'D',
    title: 'a view of seven parts, three of them joined over 20 items',
    contenders: all(at('/api/orders/o-0042'), 'token', floor, benchGateway, expressAxios, nestAxios),
    answers: 'json',
    by: 'seconds',
  },
  {
    name: 'E',
    title: `${PRODUCTS} products by Zipf popularity, from cold`,
    contenders: all(byPopularity, 'session', floor, webBff, expressAxios, nestAxios),
    answers: 'json',
    by: 'requests',
  },
  {
    name: 'rate-limit',
    title: 'a limit of 1,000,000 a minute, used by one address; the floor is a limit of 100, used by many',
    contenders: [
      {
        server: variant(webBff, 'floor', { ...trusting, RATE_LIMIT: '100/60s' }),
        asked: (turn) => ({
          path: aProduct,
          addresses: { first: turn * ADDRESSES_PER_TURN, requestsEach: HITS_EACH },
        }),
        credentials: 'none',
      },
      {
        server: variant(webBff, 'frontdesk', { ...trusting, RATE_LIMIT: '1000000/60s' }),
        asked: () => ({ path: aProduct, addresses: { first: 0, requestsEach: Infinity } }),
        credentials: 'none',
      },
    ],
    answers: 'json',
    by: 'seconds',
  },
  {
    name: 'authentication',
    title: 'what a token that was seen before costs; the floor is the same route without authentication',
    contenders: [
      // Twice one program: each server is a process of its own.
      { server: variant(benchGateway, 'floor'), asked: at('/open'), credentials: 'token-padding' },
      { server: benchGateway, asked: at('/closed'), credentials: 'token' },
    ],
    answers: 'json',
    by: 'seconds',
    difference: true,
    inProcess: authenticationInProcess,
  },
  {
    name: 'authentication-session',
    title: 'what a session costs; the floor is the same public page, asked for by who is not logged in',
    contenders: [
      { server: variant(webBff, 'floor'), asked: at(aProduct), credentials: 'session-padding' },
      { server: webBff, asked: at(aProduct), credentials: 'session' },
    ],
    answers: 'json',
    by: 'seconds',
    difference: true,
  },
];
