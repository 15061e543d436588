import { CallerGone, type Principal } from '@frontdesk/request-context';
import { fakeUpstream } from '@frontdesk/testing';
import { aContext, aGet, aPost, aUser, errorOf, things } from './asking.js';

const aPartner: Principal = { kind: 'partner', id: 'acme', scopes: new Set() };

async function headersSent(
  identity: 'headers' | 'token' | 'none',
  principal?: Principal,
  more: Parameters<typeof aGet>[0] = {},
) {
  await using server = await fakeUpstream();
  await using upstream = things(server, { identity });
  const context = aContext({ ...(principal ? { principal, bearerToken: 't-1' } : {}) });
  await upstream.ask(aGet(more), context);
  return server.requests[0]?.headers ?? {};
}

describe('an upstream is told', () => {
  test('who calls, by headers', async () => {
    expect(await headersSent('headers', aUser('alice'))).toMatchObject({ 'x-user-id': 'alice' });
    const partner = await headersSent('headers', aPartner);
    expect(partner).toMatchObject({ 'x-partner-id': 'acme' });
    expect(partner['x-user-id']).toBeUndefined();
    expect(partner['authorization']).toBeUndefined();
  });

  test('who calls, by the token of the caller', async () => {
    const headers = await headersSent('token', aUser('alice'));
    expect(headers).toMatchObject({ authorization: 'Bearer t-1' });
    expect(headers['x-user-id']).toBeUndefined();
  });

  test('who calls, by the token for its own audience, where the tokens are kept', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server, { identity: 'token', audience: 'urn:things' });
    const asked: unknown[] = [];
    for (const answer of [(token: string) => token, (token: string) => Promise.resolve(token)]) {
      const context = aContext();
      const accessTokenFor = (audience?: string) => (asked.push(audience), answer(`t-for-${audience}`));
      context.authenticated(aUser('alice'), { accessTokenFor });
      await upstream.ask(aGet(), context);
    }
    await upstream.ask(aGet({ identity: false }), aContext({ principal: aUser('alice') }));
    expect(asked).toEqual(['urn:things', 'urn:things']);
    expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer t-for-urn:things',
      'Bearer t-for-urn:things',
      undefined,
    ]);
  });

  test('nothing while there is no token, which is no fault of its: nobody waits past the deadline', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server, { identity: 'token', breakerVolume: 1 });
    const none = aContext();
    none.authenticated(aUser('alice'), { accessTokenFor: () => Promise.reject(new Error('no token')) });
    const late = aContext({ deadlineMs: 50 });
    late.authenticated(aUser('alice'), { accessTokenFor: () => new Promise<string>(() => undefined) });
    const leaving = new AbortController();
    const gone = aContext({ signal: leaving.signal });
    gone.authenticated(aUser('alice'), { accessTokenFor: () => new Promise<string>(() => undefined) });
    const asked = [none, late, gone].map((context) => errorOf(upstream.ask(aGet(), context)));
    leaving.abort(new CallerGone());
    expect(await Promise.all(asked)).toMatchObject([
      { message: 'no token' },
      { name: 'DeadlineExceeded' },
      { name: 'CallerGone' },
    ]);
    expect(server.requests).toEqual([]);
    expect(upstream.upstream.health()).toMatchObject({ breaker: 'closed', inFlight: 0 });
  });

  test.each([
    ['its policy says none', 'none', aUser('alice'), {}],
    ['nobody is known', 'headers', undefined, {}],
    ['the operation does not read it', 'headers', aUser('alice'), { identity: false }],
  ] as const)('nothing of the caller where %s', async (_, identity, principal, more) => {
    const headers = await headersSent(identity, principal, more);
    for (const name of ['x-user-id', 'x-partner-id', 'authorization', 'cookie'])
      expect(headers[name]).toBeUndefined();
  });

  test('the request, the trace and the time that is left', async () => {
    const headers = await headersSent('none');
    expect(headers).toMatchObject({
      'x-request-id': 'request-1',
      traceparent: `00-${'a'.repeat(32)}-${'a'.repeat(16)}-01`,
    });
    expect(Number(headers['x-envoy-expected-rq-timeout-ms'])).toBeLessThanOrEqual(400);
  });

  test('all that is left, with a command, and its key', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server);
    await upstream.ask(aPost({ a: 1 }, { idempotencyKey: 'k-1' }));
    const { headers = {}, body } = server.requests[0] ?? {};
    expect(headers).toMatchObject({ 'idempotency-key': 'k-1', 'content-type': 'application/json' });
    expect(Number(headers['x-envoy-expected-rq-timeout-ms'])).toBeGreaterThan(900);
    expect(body).toBe('{"a":1}');
  });

  test('nothing that an operation adds in place of what the pipeline says', async () => {
    const forged = { 'x-user-id': 'mallory', 'x-request-id': 'x', cookie: 'a=b', 'x-plain': 'kept' };
    const headers = await headersSent('headers', aUser('alice'), { headers: forged });
    expect(headers).toMatchObject({ 'x-user-id': 'alice', 'x-request-id': 'request-1', 'x-plain': 'kept' });
    expect(headers['cookie']).toBeUndefined();
  });
});
