import { eventually, fakeClock, type TokenIssuer, tokenIssuer } from '@frontdesk/testing';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gatewayForTests, type TestGateway } from '../test/gateway-for-tests.js';

const audience = 'urn:frontdesk:mobile-bff';
const MINUTE_MS = 60_000;

describe('the keys of the identity provider', () => {
  let issuer: TokenIssuer;
  let gateway: TestGateway;
  const clock = fakeClock();

  beforeEach(async () => {
    issuer = await tokenIssuer();
    gateway = await gatewayFor(issuer.issuer);
  });
  afterEach(async () => {
    await gateway[Symbol.asyncDispose]();
    await issuer.stop();
  });

  const gatewayFor = (url: string, deadlineMs?: number) =>
    gatewayForTests(
      { gateway: 'mobile-bff', issuer: url, audience, principalKind: 'user', clock },
      deadlineMs,
    );
  const mint = (header = {}) => issuer.mint({ sub: 'alice', aud: audience }, header);
  const statusesOf = async (tokens: Promise<string>[]) => {
    const answers = await Promise.all(tokens.map(async (token) => gateway.get('private', await token)));
    return new Set(answers.map(({ status }) => status));
  };
  const manyUnknown = () => Array.from({ length: 200 }, (_, n) => mint({ kid: `unknown-${n}` }));

  it('are fetched once for all who wait for them', async () => {
    expect(issuer.keyFetches).toBe(0);
    expect(await statusesOf(Array.from({ length: 100 }, () => mint()))).toEqual(new Set([200]));
    expect(issuer.keyFetches).toBe(1);
  });

  it('are fetched once in 30 s for 200 unknown ones, at once and one after another', async () => {
    await gateway.get('private', await mint());
    expect(await statusesOf(manyUnknown())).toEqual(new Set([401]));
    for (const token of manyUnknown().slice(0, 20)) await gateway.get('private', await token);
    clock.advance(29_999);
    expect(await statusesOf(manyUnknown())).toEqual(new Set([401]));
    expect(issuer.keyFetches).toBe(2);
    clock.advance(1);
    expect(await statusesOf(manyUnknown())).toEqual(new Set([401]));
    expect(issuer.keyFetches).toBe(3);
  });

  it('are fetched once for 200 unknown ones that come before any known one', async () => {
    expect(await statusesOf(manyUnknown())).toEqual(new Set([401]));
    expect(await statusesOf(manyUnknown())).toEqual(new Set([401]));
    expect(issuer.keyFetches).toBe(1);
  });

  it('are found anew as soon as the provider changes them', async () => {
    await gateway.get('private', await mint());
    await issuer.rotate();
    expect(await statusesOf([mint(), mint()])).toEqual(new Set([200]));
    await issuer.rotate();
    expect(await statusesOf([mint(), mint()])).toEqual(new Set([200]));
    expect(issuer.keyFetches).toBe(3);
  });

  it('go on when the provider is down, however old they are', async () => {
    await gateway.get('private', await mint());
    const fresh = await mint();
    const later = await mint();
    await issuer.stop();
    expect((await gateway.get('private', fresh)).status).toBe(200);
    clock.advance(60 * MINUTE_MS);
    expect((await gateway.get('private', later)).status).toBe(200);
  });

  it('are looked after once they are 10 minutes old, and nobody waits for that', async () => {
    await gateway.get('private', await mint());
    clock.advance(10 * MINUTE_MS + 1);
    expect((await gateway.get('private', await mint())).status).toBe(200);
    await eventually(() => issuer.keyFetches === 2, 'the second fetch');
  });

  it('cannot be had: 503, no challenge, and nothing is let through', async () => {
    const token = await mint();
    await issuer.stop();
    const answer = await gateway.get('private', token);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([503, null]);
    expect(gateway.letThrough).toEqual([]);
    expect((await gateway.get('public', token)).status).toBe(200);
  });

  it('cannot be had for a new kid while the provider is down: 503, since nobody can tell', async () => {
    await gateway.get('private', await mint());
    const token = await mint({ kid: 'new' });
    await issuer.stop();
    expect((await gateway.get('private', token)).status).toBe(503);
  });

  it('are had a second after the provider came up', async () => {
    const down = createServer((_request, response) => response.writeHead(503).end());
    await once(down.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(down.address() as AddressInfo).port}`;
    await using other = await gatewayFor(url);
    const token = await issuer.mint({ sub: 'alice', aud: audience, iss: url });
    expect((await other.get('private', token)).status).toBe(503);

    const jwks = await (await fetch(`${issuer.issuer}/jwks`)).text();
    down.removeAllListeners('request').on('request', (request, response) => {
      const discovery = JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks` });
      response.end(request.url === '/jwks' ? jwks : discovery);
    });
    expect((await other.get('private', token)).status).toBe(503);
    clock.advance(1_000);
    expect((await other.get('private', token)).status).toBe(200);
    down.closeAllConnections();
    await once(down.close(), 'close');
  });

  it.each<[string, object]>([
    ['names another issuer', { issuer: 'https://elsewhere.example' }],
    ['names no keys', { jwks_uri: undefined }],
  ])('are not taken from a discovery document that %s', async (_case, wrong) => {
    const liar = createServer((_request, response) => {
      response.end(JSON.stringify({ issuer: liarUrl(), jwks_uri: `${issuer.issuer}/jwks`, ...wrong }));
    });
    await once(liar.listen(0, '127.0.0.1'), 'listening');
    const liarUrl = () => `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
    await using other = await gatewayFor(liarUrl());
    const token = await issuer.mint({ sub: 'alice', aud: audience, iss: liarUrl() });
    expect((await other.get('private', token)).status).toBe(503);
    liar.closeAllConnections();
    await once(liar.close(), 'close');
  });

  it('cost no more than half of the time that a request has', async () => {
    const hanging = createServer();
    await once(hanging.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
    await using other = await gatewayFor(url, 200);
    expect((await other.get('private', await issuer.mint({ aud: audience, iss: url }))).status).toBe(503);
    hanging.closeAllConnections();
    await once(hanging.close(), 'close');
  });
});
