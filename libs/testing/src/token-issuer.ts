import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { fakeUpstream, type FakeUpstream, type ReceivedRequest } from './fake-upstream.js';

/** What a minted token says; a claim set to `null` is left out. */
export interface TokenClaims {
  sub?: string | null;
  aud?: string | string[] | null;
  iss?: string | null;
  /** Seconds since 1970; five minutes from now unless told. */
  exp?: number | null;
  scope?: string;
  [claim: string]: unknown;
}

export interface TokenHeader {
  alg?: string;
  /** `at+jwt` unless told; `null` leaves it out. */
  typ?: string | null;
  kid?: string;
  [parameter: string]: unknown;
}

interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/** The issuer's own key, or one that nobody published, under the same `kid`. */
export type Pen = 'own' | 'unpublished';

const LIFETIME_S = 300;

/** An OpenID issuer on a real socket: discovery, keys, and a pen that writes any token, right or wrong. */
export class TokenIssuer implements AsyncDisposable {
  /** How often the keys were fetched. */
  keyFetches = 0;
  #server: FakeUpstream | undefined;
  #key: SigningKey | undefined;
  #published: JWK[] = [];
  readonly #host: string;

  /** `host` is a name of the loopback, for an issuer that is another site to a browser. */
  constructor(host = '127.0.0.1') {
    this.#host = host;
  }

  async start(): Promise<this> {
    await this.rotate();
    this.#server = await fakeUpstream((request, response) => this.answer(request, response));
    return this;
  }

  get issuer(): string {
    if (!this.#server) throw new Error('the issuer was not started');
    return `http://${this.#host}:${this.#server.port}`;
  }

  protected metadata(): Record<string, unknown> {
    return { issuer: this.issuer, jwks_uri: `${this.issuer}/jwks` };
  }

  protected answer(request: ReceivedRequest, response: ServerResponse): void | Promise<void> {
    const known: Record<string, unknown> = {
      '/.well-known/openid-configuration': this.metadata(),
      '/jwks': { keys: this.#published },
    };
    if (request.path === '/jwks') this.keyFetches += 1;
    const body = known[request.path];
    response
      .writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? {}));
  }

  /** Signs with a new key from now on, and publishes it beside the old ones. */
  async rotate(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const kid = randomUUID();
    this.#key = {
      kid,
      privateKey,
      publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' },
    };
    this.#published = [...this.#published, this.#key.publicJwk];
  }

  /** A token that a gateway with the audience `aud` takes, unless the claims or the header make it a wrong one. */
  async mint(claims: TokenClaims = {}, header: TokenHeader = {}, pen: Pen = 'own'): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const all = { iss: this.issuer, iat: now, exp: now + LIFETIME_S, jti: randomUUID(), ...claims };
    const payload = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== null),
    ) as JWTPayload;
    if (header.alg === 'none') return new UnsecuredJWT(payload).encode();
    const key = this.#key;
    if (!key) throw new Error('the issuer was not started');
    const privateKey = pen === 'own' ? key.privateKey : (await generateKeyPair('ES256')).privateKey;
    const protectedHeader = { alg: 'ES256', kid: key.kid, typ: 'at+jwt', ...header };
    const { typ, ...untyped } = protectedHeader;
    return new SignJWT(payload)
      .setProtectedHeader(typ === null ? untyped : { ...untyped, typ })
      .sign(privateKey, { crit: Object.fromEntries(Object.keys(header).map((name) => [name, false])) });
  }

  /** Is down from now on. */
  async stop(): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

export function tokenIssuer(): Promise<TokenIssuer> {
  return new TokenIssuer().start();
}
