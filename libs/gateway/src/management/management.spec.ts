import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';

describe('the management port', () => {
  let gateway: RunningGateway;
  const get = async (path: string) => {
    const answer = await fetch(`${gateway.managementUrl}${path}`);
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };

  const post = async (path: string, body: string) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${gateway.managementUrl}${path}`, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as object };
  };

  beforeAll(async () => {
    const broken = { name: 'orders', breaker: 'open', instances: [] };
    const metrics = () => Promise.resolve({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' });
    gateway = await gatewayWith(
      [],
      {},
      {
        health: () => [broken],
        management: { '/metrics': metrics },
        extendManagement: (server) => {
          server.post('/things', ({ body }) => ({ taken: body }));
          server.get('/broken', () => Promise.reject(new Error('a secret of ours')));
        },
      },
    );
  });
  afterAll(() => gateway.close());

  it('says that the process lives', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, body: '{"status":"live"}' });
  });

  it('is ready though an upstream is not', async () => {
    expect((await get('/health/ready')).status).toBe(200);
  });

  it('shows the state of each upstream', async () => {
    expect(JSON.parse((await get('/health')).body)).toEqual({
      status: 'ready',
      upstreams: [{ name: 'orders', breaker: 'open', instances: [] }],
    });
  });

  it('has the further routes that it was given', async () => {
    expect(await get('/metrics')).toEqual({
      status: 200,
      type: expect.stringContaining('text/plain') as string,
      body: 'up 1\n',
    });
  });

  it('has what it was extended by, and takes JSON there', async () => {
    expect(await post('/things', '{"name":"one"}')).toMatchObject({
      status: 200,
      body: { taken: { name: 'one' } },
    });
  });

  it.each([
    ['what is no JSON', 400, '{"name"'],
    ['what would become a prototype', 400, '{"__proto__":{"isOwner":true}}'],
    ['what nests without end', 400, '['.repeat(1_000) + ']'.repeat(1_000)],
    ['what is too much', 413, JSON.stringify('x'.repeat(17_000))],
  ])('refuses %s with a problem', async (_case, status, text) => {
    expect(await post('/things', text)).toMatchObject({ status, body: { status } });
  });

  it('answers a problem where something fails, and where nothing is, and tells nothing of either', async () => {
    const [failed, missing] = [await get('/broken'), await get('/a-secret-in-a-path')];
    expect([failed.status, missing.status]).toEqual([500, 404]);
    for (const { type, body } of [failed, missing]) {
      expect(type).toBe('application/problem+json; charset=utf-8');
      expect(body).not.toContain('secret');
    }
  });

  it('cannot be reached by the port of the callers, nor the other way about', async () => {
    for (const path of ['/health', '/health/ready', '/metrics']) {
      expect((await fetch(`${gateway.url}${path}`)).status).toBe(404);
    }
    expect((await get('/docs')).status).toBe(404);
  });
});
