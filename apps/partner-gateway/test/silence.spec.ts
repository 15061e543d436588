import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openDatabase } from '@frontdesk/database';
import { databaseFolder, fakeUpstream, tokenIssuer } from '@frontdesk/testing';
import { upstreams } from '../src/upstreams.js';

const BUILT = join(process.cwd(), 'dist/apps/partner-gateway/main.js');
const OWNER = 'a-token-of-the-one-owner-of-this-test';
const PLAN = {
  name: 'generous',
  rate: { limit: 100_000, windowMs: 60_000 },
  burst: 100_000,
  quotaPerMonth: 100_000,
  scopes: ['products:read', 'orders:read', 'orders:write'],
};
const HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'from',
  'idempotency-key',
  'if-none-match',
  'origin',
  'prefer',
  'proxy-authorization',
  'referer',
  'traceparent',
  'tracestate',
  'user-agent',
  'via',
  'x-api-key',
  'x-forwarded-for',
  'x-partner-id',
  'x-request-id',
];
const LOOKS_LIKE_A_SECRET = /fd_(?:live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]/i;

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back, headers and all; empty where the connection was simply closed. */
async function ask(url: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, method, headers, agent }).end(body);
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode, told: JSON.stringify(answer.rawHeaders) + (await text(answer)) };
  } catch {
    return { status: 0, told: '' };
  }
}

const encoded = (key: string) => key.replaceAll('_', '%5f');

it('no secret of a key is in any line, metric, answer or row, nor sent to a service, wherever it came in', async () => {
  if (!existsSync(BUILT)) throw new Error('partner-gateway is not built: npm run build');
  const folder = await databaseFolder();
  await using upstream = await fakeUpstream();
  await using issuer = await tokenIssuer();
  const urls = Object.keys(upstreams).map((name) => [
    `${name.toUpperCase().replace('-', '_')}_URL`,
    upstream.url,
  ]);
  const child = spawn(process.execPath, [BUILT], {
    env: {
      PATH: process.env['PATH'],
      ...(Object.fromEntries(urls) as Record<string, string>),
      PORT: '0',
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'trace',
      OIDC_ISSUER: issuer.issuer,
      OWNERS: `alice:${OWNER}`,
      PARTNER_DATA_DIR: folder,
      RATE_LIMIT: '100000/60s',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (written += part));
  const [{ url, managementUrl }] = (await once(child, 'message')) as [
    Record<'url' | 'managementUrl', string>,
  ];

  const own = async (path: string, body: object = {}) => {
    const headers = { authorization: `Bearer ${OWNER}`, 'content-type': 'application/json' };
    const made = await fetch(`${managementUrl}/owner${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!made.ok) throw new Error(await made.text());
    return (await made.json()) as { id: string; key: string };
  };
  await own('/plans', PLAN);
  await own('/partners', { id: 'acme', name: 'Acme' });
  const { id: application } = await own('/applications', {
    partnerId: 'acme',
    name: 'sync',
    plan: PLAN.name,
  });
  const good = await own(`/applications/${application}/keys`, { environment: 'live' });
  const revoked = await own(`/applications/${application}/keys`, { environment: 'live' });
  const sandbox = await own(`/applications/${application}/keys`, { environment: 'sandbox' });
  await own(`/keys/${revoked.id}/revoke`);
  const bearer = { authorization: `Bearer ${good.key}` };
  const json = { 'content-type': 'application/json' };

  const told: string[] = [];
  const statuses = new Set<number>();
  const tell = async (...asked: Parameters<typeof ask>) => {
    const { status, told: answer } = await ask(...asked);
    told.push(answer);
    statuses.add(status ?? 0);
  };
  for (const answer of [
    () => upstream.answer(200, { items: [], nextCursor: null }),
    () => upstream.answer(500, { detail: 'broken' }),
    () => upstream.answer(200, { nonsense: true }),
  ]) {
    answer();
    for (const { key } of [good, revoked, sandbox]) {
      for (const path of ['/v1/orders', '/v2/products', '/v1/products', '/v2/orders', '/v2/nothing'])
        await tell(url, path, { headers: { authorization: `Bearer ${key}` } });
    }
  }
  for (const { key } of [good, revoked, { key: good.key.slice(0, -4) }]) {
    for (const shown of key === good.key ? [key, encoded(key)] : [key]) {
      for (const path of [
        `/v1/orders/${shown}`,
        `/v2/products/${shown}`,
        `/${shown}`,
        `/v1/orders/o-1/${shown}?page=${shown}`,
        `/v2/orders?cursor=${shown}`,
        `/v2/products?q=${shown}`,
        `/v2/stock?ids=p-1,${shown}`,
        `/openapi.json?key=${shown}`,
        `/docs/${shown}`,
        `/problems/${shown}`,
        `/v1/orders/..%2f${shown}`,
        `http://elsewhere.example/${shown}`,
      ]) {
        await tell(url, path, { headers: bearer });
        await tell(url, path, { method: 'PUT' });
        await tell(managementUrl, path);
      }
      await tell(managementUrl, `/owner/keys/${shown}/revoke`, {
        method: 'POST',
        headers: { authorization: `Bearer ${OWNER}` },
      });
    }
    for (const name of HEADERS) {
      await tell(url, '/v2/products', { headers: { ...bearer, [name]: key } });
      await tell(url, '/v2/orders', {
        method: 'POST',
        headers: { ...json, ...bearer, [name]: key },
        body: '{}',
      });
    }
    await tell(managementUrl, '/owner/partners', { headers: { authorization: `Bearer ${key}` } });
    const fields = { [key]: key, items: [{ productId: key, quantity: 1, [key]: 1 }], address: key };
    for (const body of [JSON.stringify(fields), `{"${key}":`, key, JSON.stringify(key)]) {
      const headers = { ...json, ...bearer, 'idempotency-key': `k-${told.length}` };
      await tell(url, '/v2/orders', { method: 'POST', headers, body });
      await tell(managementUrl, '/owner/partners', {
        method: 'POST',
        headers: { ...json, authorization: `Bearer ${OWNER}` },
        body,
      });
    }
  }
  for (const path of ['/metrics', '/plans', '/health']) await tell(managementUrl, path);

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  const database = await openDatabase({ name: 'tests', folder, folderSetting: 'FOLDER' });
  const tables = await database.query(`SELECT relname AS name FROM pg_stat_user_tables`);
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await database.query(`SELECT * FROM "${String(name)}"`);
    rows.push(...found.map((row) => JSON.stringify(row, (_, value: unknown) => asText(value))));
  }
  await database.close();
  rmSync(folder, { recursive: true });

  // That it was worth asking: all of these were written, and everything was reached that can be.
  expect(written.split('\n').length).toBeGreaterThan(200);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 502]));
  expect(rows.join('\n')).toContain(good.id);
  const sent = upstream.requests.map(({ url: target, headers }) => `${target} ${JSON.stringify(headers)}`);
  expect(sent.length).toBeGreaterThan(10);

  for (const [where, texts] of Object.entries({ written: [written], told, rows, sent })) {
    const all = texts.join('\n');
    const found = LOOKS_LIKE_A_SECRET.exec(all);
    expect([where, found && all.slice(found.index - 300, found.index + 60)]).toEqual([where, null]);
    for (const { key } of [good, revoked, sandbox])
      for (const part of [key.slice(21, 31), key.slice(31, 41)])
        expect([where, all.indexOf(part)]).toEqual([where, -1]);
  }
});

/** Bytes as the text that they may be, so that nothing hides in them. */
function asText(value: unknown): unknown {
  const bytes = value as { type?: string; data?: number[] } | undefined;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return bytes?.type === 'Buffer' && bytes.data ? Buffer.from(bytes.data).toString('latin1') : value;
}
