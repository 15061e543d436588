import { checksumOf } from '../src/keys/checksum.js';
import { newKey } from '../src/keys/new-key.js';
import { describeOnBoth, type Stand } from './stand.js';

const OWNER = { name: 'tests', source: '127.0.0.1' };
/** How many requests an address may make that shows nothing good. */
const BY_ADDRESS = 60;
const SCOPES = ['products:read', 'orders:read', 'orders:write'];

const withChecksum = (text: string) => text.slice(0, -6) + checksumOf(text.slice(0, -6));
const bearer = (credential: string) => ({ headers: { authorization: `Bearer ${credential}` } });

describeOnBoth('keys', (start) => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await start({ RATE_LIMIT: `${BY_ADDRESS}/600s` });
  });
  afterAll(() => stand[Symbol.asyncDispose]());
  beforeEach(() => stand.shop.reset());

  /** A key of an application that no other test knows. */
  const keyOf = async (partner: string, days = 1) => {
    const application = await stand.application(partner);
    const { id, key } = await stand.acts.createKey(OWNER, application, { environment: 'live', days });
    return { application, id, key };
  };

  it('make the same caller as an access token does: the same orders, plan and limits', async () => {
    const { key } = await keyOf('acme');
    const byKey = await stand.ask('/v1/orders?limit=100', undefined, bearer(key));
    const byToken = await stand.ask('/v1/orders?limit=100', 'acme');
    const answers = await Promise.all([byKey.text(), byToken.text()]);
    expect([byKey.status, byToken.status]).toEqual([200, 200]);
    expect(JSON.parse(answers[0])).toMatchObject({ items: { length: 20 } });
    expect(answers[0]).toBe(answers[1]);
    expect(byKey.headers.get('ratelimit-policy')).toBe(byToken.headers.get('ratelimit-policy'));
  });

  it('are all refused alike: with one status, one body and the same headers, and nobody is called', async () => {
    const { application, id, key } = await keyOf('umbrella');
    const [revoked, suspended, gone] = await Promise.all([keyOf('wayne'), keyOf('hooli'), keyOf('initech')]);
    await stand.acts.revokeKey(OWNER, revoked.id);
    await stand.acts.suspendApplication(OWNER, suspended.application);
    await stand.acts.suspendPartner(OWNER, 'initech');
    const expired = (await stand.acts.createKey(OWNER, application, { environment: 'live', days: 0 })).key;
    const other = newKey('live').text;
    const wrong = {
      unknown: other,
      'with another secret': withChecksum(key.slice(0, 21) + other.slice(21)),
      'with a wrong checksum': `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`,
      'for the other environment': withChecksum(key.replace('fd_live_', 'fd_test_')),
      revoked: revoked.key,
      expired,
      'of an application that is suspended': suspended.key,
      'of a partner that is suspended': gone.key,
      'with a space too many': ` ${key}`,
      'in quotes': `"${key}"`,
      'in capitals': key.toUpperCase(),
      'without its secret': `fd_live_${id}`,
      'cut short': key.slice(0, -1),
    };

    const seen = new Map<string, string[]>();
    for (const [kind, shown] of Object.entries(wrong)) {
      const answer = await stand.ask('/v1/orders', undefined, bearer(shown));
      const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>;
      const {
        'x-request-id': __,
        date: ___,
        ratelimit: ____,
        ...headers
      } = Object.fromEntries(answer.headers);
      const told = JSON.stringify([answer.status, body, headers]);
      seen.set(told, [...(seen.get(told) ?? []), kind]);
    }
    expect([...seen.values()]).toEqual([Object.keys(wrong)]);
    const [[status, body, headers]] = [...seen.keys()].map((told) => JSON.parse(told)) as [
      [number, object, object],
    ];
    expect([status, body, headers]).toMatchObject([
      401,
      { type: '/problems/unauthenticated', detail: 'the key is not valid here', instance: '/v1/orders' },
      {
        'www-authenticate':
          'Bearer realm="partner-gateway", error="invalid_token", error_description="the key is not valid here"',
      },
    ]);
    expect(await stand.shop.receivedInAll()).toBe(0);
    expect((await stand.ask('/v1/orders', undefined, bearer(key))).status).toBe(200);
  });

  it('can be told from another credential that is missing: 401, which says how to send one', async () => {
    for (const headers of [{}, { authorization: newKey('live').text }, { authorization: 'Basic YTpi' }]) {
      const answer = await stand.ask('/v1/orders', undefined, { headers });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="partner-gateway"',
      ]);
      expect(await answer.json()).toMatchObject({
        detail: expect.stringContaining('`Authorization: Bearer'),
      });
    }
  });

  it('take turns: the next one works before the last one stops', async () => {
    const [last, next] = [await keyOf('stark'), await keyOf('stark')];
    const status = async (key: string) => (await stand.ask('/v1/orders', undefined, bearer(key))).status;
    expect([await status(last.key), await status(next.key)]).toEqual([200, 200]);
    await stand.acts.revokeKey(OWNER, last.id);
    expect([await status(last.key), await status(next.key)]).toEqual([401, 200]);
  });

  it('and tokens let a program do what its plan says, and a token no more than it says itself', async () => {
    const plan = { rate: { limit: 100, windowMs: 60_000 }, burst: 100, quotaPerMonth: 100 };
    await stand.acts.createPlan(OWNER, { name: 'catalogue', ...plan, scopes: ['products:read'] });
    const { application, key } = await keyOf('tyrell');
    await stand.acts.changePlanOfApplication(OWNER, application, 'catalogue');
    const scope = SCOPES.join(' ');
    expect((await stand.ask('/v1/products', undefined, bearer(key))).status).toBe(200);
    expect((await stand.ask('/v1/orders', undefined, bearer(key))).status).toBe(403);
    expect((await stand.ask('/v1/products', 'tyrell', { scope })).status).toBe(200);
    expect((await stand.ask('/v1/orders', 'tyrell', { scope })).status).toBe(403);
    expect((await stand.ask('/v1/orders', 'acme', { scope: 'products:read' })).status).toBe(403);
  });

  it('and clients of the identity provider that are nobody here, or suspended, are refused alike', async () => {
    const application = await stand.application('cyberdyne');
    await stand.acts.suspendApplication(OWNER, application);
    await stand.application('soylent');
    await stand.acts.removeOAuthClient(OWNER, 'soylent');
    const bodies = [];
    for (const client of ['cyberdyne', 'soylent']) {
      const answer = await stand.ask('/v1/orders', client);
      bodies.push({ ...((await answer.json()) as object), requestId: '', status: answer.status });
    }
    expect(bodies[0]).toMatchObject({ status: 401, detail: 'the access token is not valid here' });
    expect(bodies[0]).toEqual(bodies[1]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('that are refused are counted by address, and a good one from there goes on', async () => {
    const { key } = await keyOf('aperture');
    const ask = (shown: string) => stand.ask('/v1/orders', undefined, bearer(shown));
    const answers = await Promise.all(Array.from({ length: BY_ADDRESS + 1 }, () => ask(newKey('live').text)));
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect((await ask(key)).status).toBe(200);
    // By now nothing more is accepted from there: be it shown in the wrong place, or not at all.
    for (const path of [`/v1/orders?key=${key}`, '/v1/orders?access_token=x', '/v1/orders'])
      expect([path, (await stand.ask(path)).status]).toEqual([path, 429]);
  });
});
