import { request } from 'node:http';
import { eventually } from '@frontdesk/testing';
import { describeOnBoth, OWNER_TOKEN, type Stand } from './stand.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, is what is being tested
  readonly body: any;
}

const authorization = `Bearer ${OWNER_TOKEN}`;

async function askOf(
  stand: Stand,
  what: string,
  body?: unknown,
  headers: Record<string, string> = { authorization },
): Promise<Answer> {
  const [method = 'GET', path = ''] = what.split(' ');
  const answer = await fetch(`${stand.gateway.managementUrl}/owner${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text && JSON.parse(text) };
}

describeOnBoth("the owner's API", (start) => {
  let stand: Stand;
  const ask = (what: string, body?: unknown) => askOf(stand, what, body);
  const acts = async (query = '') => (await ask(`GET /acts${query}`)).body.items as { action: string }[];

  beforeAll(async () => {
    stand = await start();
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it('makes a partner, an application and a key, and shows all of it but the key', async () => {
    expect(await ask('POST /partners', { id: 'acme', name: 'Acme GmbH' })).toMatchObject({
      status: 201,
      body: { id: 'acme', name: 'Acme GmbH', status: 'active' },
    });
    const asked = { partnerId: 'acme', name: 'Stock sync', plan: 'standard' };
    expect(await ask('POST /applications', asked)).toMatchObject({
      status: 201,
      body: { id: 'acme-stock-sync', ...asked },
    });
    const made = await ask('POST /applications/acme-stock-sync/keys', { environment: 'sandbox', days: 90 });
    expect(made).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^fd_test_/) } });
    const inDays = (Date.parse(made.body.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(inDays)).toBe(90);
    await ask('POST /applications/acme-stock-sync/oauth-clients', { clientId: 'acme' });

    const shown = await ask('GET /applications/acme-stock-sync');
    expect(shown.body).toMatchObject({
      plan: 'standard',
      quota: { limit: 100_000, used: { live: 0, sandbox: 0 } },
      keys: [{ id: made.body.id, environment: 'sandbox', lastUsedAt: null, revokedAt: null }],
      oauthClients: [{ clientId: 'acme', environment: 'live' }],
    });
    const secret = made.body.key.split('_')[3];
    const everything = await Promise.all(
      ['/partners', '/applications', '/applications/acme-stock-sync/keys', '/acts', '/plans'].map((path) =>
        ask(`GET ${path}`),
      ),
    );
    expect(JSON.stringify([shown.body, ...everything.map(({ body }) => body)])).not.toContain(secret);
    expect(made.headers.get('cache-control')).toBe('no-store');
  });

  it('says 200 and changes nothing where it is so already, and 409 where it is otherwise', async () => {
    const before = await acts();
    expect((await ask('POST /partners', { id: 'acme', name: 'Acme GmbH' })).status).toBe(200);
    expect(await ask('POST /partners', { id: 'acme', name: 'Other' })).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict', detail: expect.stringContaining('Acme GmbH') },
    });
    expect(await acts()).toEqual(before);
    for (let time = 0; time < 2; time += 1) {
      expect((await ask('POST /partners/acme/suspend')).body.status).toBe('suspended');
      expect((await ask('POST /applications/acme-stock-sync/suspend')).body.status).toBe('suspended');
    }
    for (let time = 0; time < 2; time += 1) {
      expect((await ask('POST /partners/acme/resume')).body.status).toBe('active');
      expect((await ask('POST /applications/acme-stock-sync/resume')).body.status).toBe('active');
    }
    expect((await acts()).length - before.length).toBe(4);
  });

  it('makes a plan, changes it, and gives it to an application', async () => {
    const terms = {
      rate: { limit: 10, windowMs: 60_000 },
      burst: 5,
      quotaPerMonth: 1_000,
      scopes: ['products:read'],
    };
    expect((await ask('POST /plans', { name: 'small', ...terms })).status).toBe(201);
    const changed = await ask('PATCH /plans/small', { burst: 6 });
    expect(changed.body).toMatchObject({ name: 'small', ...terms, burst: 6 });
    expect((await ask('PATCH /applications/acme-stock-sync', { plan: 'small' })).body.plan).toBe('small');
    expect(await acts('?limit=2')).toEqual([
      expect.objectContaining({
        action: 'application.change-plan',
        actor: 'tester',
        source: '127.0.0.1',
        partnerId: 'acme',
        applicationId: 'acme-stock-sync',
        details: { before: { plan: 'standard' }, after: { plan: 'small' } },
      }),
      expect.objectContaining({ action: 'plan.change', plan: 'small' }),
    ]);
  });

  it('refuses a third live key and says which to revoke, revokes it once, and takes clients away', async () => {
    const path = '/applications/acme-stock-sync/keys';
    const [first] = [
      await ask(`POST ${path}`, { environment: 'live' }),
      await ask(`POST ${path}`, { environment: 'live' }),
    ];
    const third = await ask(`POST ${path}`, { environment: 'live' });
    expect(third).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining(`revoke ${first.body.id}`) },
    });
    const revoked = await ask(`POST /keys/${first.body.id}/revoke`);
    expect(revoked.body.revokedAt).toEqual(expect.any(String));
    expect((await ask(`POST /keys/${first.body.id}/revoke`)).body).toEqual(revoked.body);
    expect((await ask(`POST ${path}`, { environment: 'live' })).status).toBe(201);
    expect((await ask('DELETE /oauth-clients/acme')).status).toBe(204);
    expect((await ask('DELETE /oauth-clients/acme')).status).toBe(404);
  });

  it.each<[string, unknown, number, string]>([
    ['POST /partners', { id: 'acme' }, 400, 'name'],
    ['POST /partners', { id: '../x', name: 'x' }, 400, 'id'],
    ['POST /partners', { id: 'b', name: 'x', admin: true }, 400, 'admin'],
    ['POST /partners', { id: '-rf', name: 'x' }, 400, 'id'],
    ['POST /partners', { id: 'b', name: 'evil\u202egnp' }, 400, 'name'],
    ['POST /partners', { id: 'b', name: 'a\u2028b' }, 400, 'name'],
    ['POST /partners', { id: 'b', name: 'half\ud800' }, 400, 'name'],
    ['POST /partners/acme/suspend', { from: '2027-01-01' }, 400, 'from'],
    ['POST /partners/acme/suspend?from=2027-01-01', undefined, 400, 'from'],
    ['POST /applications', { partnerId: 'acme', name: 'x', plan: 'none' }, 400, 'plan'],
    ['POST /applications', { partnerId: 'nobody', name: 'x', plan: 'standard' }, 404, ''],
    ['POST /applications/nothing/keys', { environment: 'live' }, 404, ''],
    ['POST /applications/acme-stock-sync/keys', { environment: 'dev' }, 400, 'environment'],
    ['POST /applications/acme-stock-sync/keys', { environment: 'live', days: 732 }, 400, 'days'],
    ['POST /applications/acme-stock-sync/keys', { environment: 'live', days: 0 }, 400, 'days'],
    ['PATCH /plans/small', {}, 400, 'body'],
    ['PATCH /plans/small', { rate: { limit: 0, windowMs: 1_000 } }, 400, 'rate.limit'],
    ['PATCH /plans/small', { scopes: ['admin'] }, 400, 'scopes.0'],
    ['PATCH /plans/small', { quotaPerMonth: 1_000_000_000_000_000 }, 400, 'quotaPerMonth'],
    ['PATCH /plans/none', { burst: 1 }, 404, ''],
    ['POST /keys/AAAAAAAAAAAA/revoke', undefined, 404, ''],
    ['GET /usage?from=yesterday', undefined, 400, 'from'],
    ['GET /usage?form=2026-11-20', undefined, 400, 'form'],
    ['GET /acts?cursor=x', undefined, 400, 'cursor'],
    ['GET /acts?actor=%00', undefined, 400, 'actor'],
    ['GET /nothing', undefined, 404, ''],
  ])('refuses %s %j with %i', async (what, body, status, field) => {
    const answer = await ask(what, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (field) expect(answer.body.errors).toEqual([expect.objectContaining({ field })]);
  });

  it('takes no key anywhere, writes none down and tells none back', async () => {
    const key = `fd_live_${'A'.repeat(12)}_${'B'.repeat(38)}`;
    const before = await acts();
    for (const [what, body, field] of [
      [`POST /keys/${key}/revoke`, undefined, 'id'],
      [`GET /partners/${key}`, undefined, 'id'],
      [`GET /acts?actor=${key}`, undefined, 'actor'],
      ['POST /partners', { id: 'b', name: `of ${key}` }, 'name'],
      ['POST /partners', { id: key, name: 'b' }, 'id'],
      ['POST /partners', { id: 'b', name: 'b', [key]: true }, 'body'],
      ['POST /applications/acme-stock-sync/oauth-clients', { clientId: key }, 'clientId'],
    ] as const) {
      const answer = await ask(what, body);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
      expect(JSON.stringify(answer.body)).not.toContain('BBBB');
    }
    expect(await acts()).toEqual(before);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['a wrong token', { authorization: `Bearer ${OWNER_TOKEN}x` }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['the token in another scheme', { authorization: `Basic ${OWNER_TOKEN}` }],
  ])('answers 401 to %s, and always the same', async (_case, headers) => {
    for (const what of ['GET /plans', 'POST /partners']) {
      const answer = await askOf(stand, what, what.startsWith('POST') ? {} : undefined, headers);
      expect(answer).toMatchObject({ status: 401, body: { type: '/problems/unauthenticated' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="owners"');
    }
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:9002'])(
    'is not to be asked as %j, a name that somebody else may have given it',
    async (host) => {
      expect(await statusAs(stand, host)).toBe(400);
    },
  );

  it.each(['localhost:9002', '127.0.0.1', '[::1]:9002'])('is to be asked as %s', async (host) => {
    expect(await statusAs(stand, host)).toBe(200);
  });

  it('lets no page of another origin ask', async () => {
    const preflight = await fetch(`${stand.gateway.managementUrl}/owner/plans`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    });
    expect(preflight.status).toBeGreaterThanOrEqual(400);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('pages through what was done, the latest first, by what it was done to', async () => {
    const all = (await ask('GET /acts?limit=500')).body;
    const first = (await ask('GET /acts?limit=3')).body;
    const second = (await ask(`GET /acts?limit=3&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 6));
    expect(all.nextCursor).toBeNull();
    const ofPlan = (await ask('GET /acts?plan=small&actor=tester')).body.items;
    expect(ofPlan.map(({ action }: { action: string }) => action)).toEqual([
      'application.change-plan',
      'plan.change',
      'plan.create',
    ]);
  });

  it('tells who asks what and how it is answered, and who still uses a version on its way out', async () => {
    await ask('POST /applications', { partnerId: 'acme', name: 'Reader', plan: 'small' });
    const { key } = (await ask('POST /applications/acme-reader/keys', { environment: 'live' })).body;
    const headers = { authorization: `Bearer ${key}` };
    const routes = ['/v1/products', '/v1/products', '/v2/products', '/v2/products/none'];
    for (const path of routes) await fetch(stand.gateway.url + path, { headers });

    const question = '?application=acme-reader';
    const requests = async () =>
      ((await ask(`GET /usage${question}`)).body.items as { requests: number }[]).reduce(
        (sum, one) => sum + one.requests,
        0,
      );
    await eventually(async () => (await requests()) === routes.length, 'that all of them are written down');
    const of = { applicationId: 'acme-reader', partnerId: 'acme', environment: 'live' };
    const usage = (await ask(`GET /usage${question}`)).body.items;
    expect(usage).toEqual([
      expect.objectContaining({ ...of, version: 'v1', route: 'GET /v1/products', requests: 2, errors: 0 }),
      expect.objectContaining({ ...of, version: 'v2', route: 'GET /v2/products', statuses: { 200: 1 } }),
      expect.objectContaining({ route: 'GET /v2/products/:id', errors: 1, statuses: { 404: 1 } }),
    ]);
    expect((await ask(`GET /deprecated${question}`)).body).toEqual({ versions: ['v1'], items: [usage[0]] });
    const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
    expect((await ask(`GET /usage?partner=acme&from=${today}`)).body.items).toEqual(usage);
    expect((await ask('GET /usage?to=2020-01-01')).body.items).toEqual([]);
    expect((await ask('GET /usage?partner=nobody')).body.items).toEqual([]);
    const { quota, keys } = (await ask('GET /applications/acme-reader')).body;
    expect(quota).toMatchObject({ used: { live: routes.length, sandbox: 0 } });
    expect(keys.at(-1)).toMatchObject({ id: key.split('_')[2], lastUsedAt: expect.any(String) });
  });
});

/** What a request with this `Host` is answered; `fetch` sends none but its own. */
function statusAs(stand: Stand, host: string): Promise<number | undefined> {
  const { hostname, port } = new URL(stand.gateway.managementUrl);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: '/owner/plans', headers: { host, authorization } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
