import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';

describe('the management port', () => {
  let gateway: RunningGateway;
  const get = async (path: string) => {
    const answer = await fetch(`${gateway.managementUrl}${path}`);
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };

  beforeAll(async () => {
    const broken = { name: 'orders', breaker: 'open', instances: [] };
    const metrics = () => Promise.resolve({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' });
    gateway = await gatewayWith([], {}, { health: () => [broken], management: { '/metrics': metrics } });
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

  it('cannot be reached by the port of the callers, nor the other way about', async () => {
    for (const path of ['/health', '/health/ready', '/metrics']) {
      expect((await fetch(`${gateway.url}${path}`)).status).toBe(404);
    }
    expect((await get('/docs')).status).toBe(404);
  });
});
