import { type TokenClaims, type TokenHeader, type TokenIssuer, tokenIssuer } from '@frontdesk/testing';
import { gatewayForTests, type TestGateway } from '../test/gateway-for-tests.js';
import { KeysUnavailable } from './index.js';

const audience = 'urn:frontdesk:mobile-bff';
const nowS = () => Math.floor(Date.now() / 1_000);

describe('a gateway of users', () => {
  let issuer: TokenIssuer;
  let gateway: TestGateway;

  beforeAll(async () => {
    issuer = await tokenIssuer();
    const identity = {
      gateway: 'mobile-bff',
      issuer: issuer.issuer,
      audience,
      principalKind: 'user',
    } as const;
    gateway = await gatewayForTests(identity);
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await issuer.stop();
  });
  beforeEach(() => gateway.letThrough.splice(0));

  const mint = (claims: TokenClaims = {}, header: TokenHeader = {}) =>
    issuer.mint({ sub: 'alice', aud: audience, ...claims }, header);

  it('knows the user of a good token, and keeps the token for upstreams that ask for it', async () => {
    const token = await mint({ scope: 'openid profile' });
    const answer = await gateway.get('private', token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ kind: 'user', id: 'alice', scopes: ['openid', 'profile'], token });
  });

  it('gives each of many callers at once their own principal', async () => {
    const names = Array.from({ length: 100 }, (_, n) => `user-${n}`);
    const tokens = await Promise.all(names.map((sub) => mint({ sub })));
    const answers = await Promise.all(
      tokens.map(async (token) => (await gateway.get('private', token)).json()),
    );
    expect(answers).toEqual(names.map((id) => expect.objectContaining({ id })));
  });

  it.each<[string, TokenClaims, TokenHeader]>([
    ['typ: application/at+jwt', {}, { typ: 'application/at+jwt' }],
    ['typ: AT+JWT', {}, { typ: 'AT+JWT' }],
    ['several audiences, this among them', { aud: ['urn:other', audience] }, {}],
    ['the id of the client that asked for it', { client_id: 'mobile-bff' }, {}],
  ])('takes a token with %s', async (_case, claims, header) => {
    expect((await gateway.get('private', await mint(claims, header))).status).toBe(200);
  });

  it.each<[string, TokenClaims, TokenHeader]>([
    ['is expired', { exp: nowS() - 1 }, {}],
    ['has no exp', { exp: null }, {}],
    ['has an exp that is no number', { exp: 'tomorrow' as unknown as number }, {}],
    ['is not valid yet', { nbf: nowS() + 60 }, {}],
    ['is for another gateway', { aud: 'urn:frontdesk:web-bff' }, {}],
    ['is for nobody', { aud: null }, {}],
    ['is of another issuer', { iss: 'https://elsewhere.example' }, {}],
    ['has no issuer', { iss: null }, {}],
    ['is an ID token', {}, { typ: 'JWT' }],
    ['has no typ', {}, { typ: null }],
    ['is unsigned', {}, { alg: 'none' }],
    ['has an unknown crit', {}, { crit: ['urn:unknown'], 'urn:unknown': true }],
    ['has no sub', { sub: null }, {}],
    ['has an empty sub', { sub: '' }, {}],
    ['has a sub that no header carries', { sub: 'alice\r\nx-user-id: bob' }, {}],
    ["is a program's own", { sub: 'acme', client_id: 'acme' }, {}],
    ['is signed with an unknown key', {}, { kid: 'unknown' }],
  ])('refuses a token that %s', async (_case, claims, header) => {
    const answer = await gateway.get('private', await mint(claims, header));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="mobile-bff", error="invalid_token", error_description="[ -!#-[\]-~]+"$/,
    );
    expect(gateway.letThrough).toEqual([]);
  });

  it.each<[string, (token: string) => string]>([
    [
      'was changed',
      (token) => token.replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"bob"}').toString('base64url')}.`),
    ],
    ['lacks its signature', (token) => token.replace(/[^.]+$/, '')],
    ['has another algorithm over the same key', (token) => withHeader(token, { alg: 'HS256' })],
    ['is an RSA token over an elliptic key', (token) => withHeader(token, { alg: 'RS256' })],
    ['is no JWT', () => 'nonsense'],
    ['is three dots', () => '...'],
    ['is longer than 8 KiB', (token) => token + 'a'.repeat(8_192)],
  ])('refuses a token that %s', async (_case, change) => {
    const answer = await gateway.get('private', change(await mint()));
    expect(answer.status).toBe(401);
    expect(gateway.letThrough).toEqual([]);
  });

  it('says of an expired token that it has expired, so that the caller refreshes it', async () => {
    const answer = await gateway.get('private', await mint({ exp: nowS() - 1 }));
    expect(await answer.json()).toEqual({ detail: 'the access token has expired' });
  });

  it('names no error where no token was sent', async () => {
    const answer = await gateway.get('private');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="mobile-bff"',
    ]);
  });

  it('takes another scheme for no token', async () => {
    const answer = await fetch(`${gateway.url}/private`, {
      headers: { authorization: 'Basic YWxpY2U6YWxpY2U=' },
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="mobile-bff"',
    ]);
  });

  it('lets anybody call what is public, and knows who is calling there too', async () => {
    const nobody = { kind: 'anonymous', id: '', scopes: [], token: null };
    expect(await (await gateway.get('public')).json()).toEqual(nobody);
    expect(await (await gateway.get('public', await mint({ exp: 1 }))).json()).toEqual(nobody);
    expect(await (await gateway.get('public', await mint())).json()).toMatchObject({
      kind: 'user',
      id: 'alice',
    });
  });
});

describe('a gateway of partners', () => {
  let issuer: TokenIssuer;
  let gateway: TestGateway;
  const partnerAudience = 'urn:frontdesk:partner-gateway';

  beforeAll(async () => {
    issuer = await tokenIssuer();
    gateway = await gatewayForTests({
      gateway: 'partner-gateway',
      issuer: issuer.issuer,
      audience: partnerAudience,
      principalKind: 'partner',
    });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await issuer.stop();
  });

  const mint = (claims: TokenClaims) =>
    issuer.mint({ sub: 'acme', client_id: 'acme', aud: partnerAudience, ...claims });

  it.each([['products:read orders:read'], [['products:read', 'orders:read']]])(
    'knows the partner and the scopes %j',
    async (scope) => {
      const answer = await gateway.get('orders', await mint({ scope: scope as string }));
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        kind: 'partner',
        id: 'acme',
        scopes: ['products:read', 'orders:read'],
      });
    },
  );

  it('answers 403 naming the scope that is lacking', async () => {
    const answer = await gateway.get('orders', await mint({ scope: 'products:read orders:readonly' }));
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      403,
      'Bearer realm="partner-gateway", error="insufficient_scope", scope="orders:read"',
    ]);
  });

  it('asks for credentials before scopes', async () => {
    expect((await gateway.get('orders')).status).toBe(401);
  });

  it("refuses a user's token that the partner's program holds", async () => {
    expect((await gateway.get('private', await mint({ sub: 'alice' }))).status).toBe(401);
  });
});

describe('a gateway that knows its callers by other names than their tokens', () => {
  const audience = 'urn:frontdesk:partner-gateway';
  let issuer: TokenIssuer;
  let gateway: TestGateway;
  let known: string[];

  beforeAll(async () => {
    issuer = await tokenIssuer();
    gateway = await gatewayForTests({
      gateway: 'partner-gateway',
      issuer: issuer.issuer,
      audience,
      principalKind: 'partner',
      recognize(named) {
        if (known.length === 0) throw new KeysUnavailable(1_000);
        return known.includes(named.id) ? { ...named, id: `partner of ${named.id}` } : undefined;
      },
    });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await issuer.stop();
  });

  it('asks who they are at every request, whether their token was seen before or not', async () => {
    const token = await issuer.mint({ sub: 'program', aud: audience });
    known = ['program'];
    for (let round = 0; round < 2; round += 1)
      expect(await (await gateway.get('private', token)).json()).toMatchObject({
        id: 'partner of program',
        token,
      });

    known = ['another'];
    const refused = await gateway.get('private', token);
    expect([refused.status, await refused.json()]).toEqual([
      401,
      { detail: 'the access token is not valid here' },
    ]);
    known = [];
    expect((await gateway.get('private', token)).status).toBe(503);
  });
});

function withHeader(token: string, changed: object): string {
  const [header = '', ...rest] = token.split('.');
  const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  return [Buffer.from(JSON.stringify({ ...parsed, ...changed })).toString('base64url'), ...rest].join('.');
}
