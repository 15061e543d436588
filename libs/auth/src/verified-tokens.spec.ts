import type { Principal } from '@frontdesk/request-context';
import { fakeClock, tokenIssuer } from '@frontdesk/testing';
import { gatewayForTests } from '../test/gateway-for-tests.js';
import { VerifiedTokens } from './verified-tokens.js';

const alice: Principal = { kind: 'user', id: 'alice', scopes: new Set() };

describe('tokens that were verified', () => {
  it('are remembered for 60 s, and not a millisecond longer', () => {
    const clock = fakeClock();
    const tokens = new VerifiedTokens(clock);
    tokens.remember('token', alice, 3_600_000);
    clock.advance(59_999);
    expect(tokens.get('token')).toBe(alice);
    clock.advance(1);
    expect(tokens.get('token')).toBeUndefined();
  });

  it('are forgotten when they expire, if that is sooner', () => {
    const clock = fakeClock();
    const tokens = new VerifiedTokens(clock);
    tokens.remember('token', alice, 5_000);
    clock.advance(5_000);
    expect(tokens.get('token')).toBeUndefined();
  });

  it('are bounded: the one not used for longest goes first', () => {
    const tokens = new VerifiedTokens(fakeClock(), 2);
    tokens.remember('a', alice, 1_000);
    tokens.remember('b', alice, 1_000);
    tokens.get('a');
    tokens.remember('c', alice, 1_000);
    expect(['a', 'b', 'c'].map((token) => tokens.get(token)?.id)).toEqual(['alice', undefined, 'alice']);
  });

  it('are verified again by the gateway after 60 s: one that has expired meanwhile is refused', async () => {
    await using issuer = await tokenIssuer();
    const clock = fakeClock();
    const audience = 'urn:frontdesk:web-bff';
    await using gateway = await gatewayForTests({
      gateway: 'web-bff',
      issuer: issuer.issuer,
      audience,
      principalKind: 'user',
      clock,
    });
    const token = await issuer.mint({
      sub: 'alice',
      aud: audience,
      exp: Math.floor(Date.now() / 1_000) + 30,
    });
    expect((await gateway.get('private', token)).status).toBe(200);
    expect((await gateway.get('private', token)).status).toBe(200);
    const { now } = Date;
    try {
      Date.now = () => now() + 30_001;
      clock.advance(30_001);
      expect((await gateway.get('private', token)).status).toBe(401);
    } finally {
      Date.now = now;
    }
  });
});
