import { type RequestContext } from '@frontdesk/request-context';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Context } from './context.decorator.js';
import { gatewaySettings } from './settings/gateway-settings.js';
import { loadSettings } from './settings/load-settings.js';
import { type RunningGateway, startGateway } from './start-gateway.js';

const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) });
const order = z.strictObject({
  items: z.array(z.strictObject({ productId: z.string(), quantity: z.int().min(1) })),
});

@Controller('v1/things')
class ThingsController {
  @Get()
  list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    return { limit: query.limit };
  }

  @Get(':id')
  one(@Param('id') id: string, @Context() context: RequestContext) {
    return { id, requestId: context.requestId, remainingMs: context.deadline.remainingMs() };
  }

  @Post()
  create(@Body({ schema: order }) body: z.infer<typeof order>) {
    return { created: body };
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('a gateway', () => {
  let gateway: RunningGateway;

  beforeAll(async () => {
    const settings = loadSettings(
      gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:frontdesk:things' }),
      {},
    );
    const documents = { title: 'Things', version: '1', description: 'Things.' };
    gateway = await startGateway({ name: 'things', module: ThingsModule, settings, documents });
  });
  afterAll(() => gateway.close());

  it('answers what its handlers return, with a request id', async () => {
    const answer = await fetch(`${gateway.url}/v1/things/7`, { headers: { 'x-request-id': 'abc-1' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-request-id')).toBe('abc-1');
    const body = (await answer.json()) as { id: string; requestId: string; remainingMs: number };
    expect(body).toMatchObject({ id: '7', requestId: 'abc-1' });
    expect(body.remainingMs).toBeGreaterThan(900);
  });

  it('names the field that is wrong', async () => {
    const answer = await fetch(`${gateway.url}/v1/things?limit=1000`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      type: '/problems/invalid-request',
      instance: '/v1/things',
      errors: [{ in: 'query', field: 'limit' }],
    });
  });

  it('names the field of a body that is wrong', async () => {
    const answer = await fetch(`${gateway.url}/v1/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ productId: 'p-1', quantity: 0 }] }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ in: 'body', field: 'items.0.quantity' }] });
  });

  it('names every field of a body that it does not know, cut where that is long', async () => {
    const long = 'x'.repeat(100);
    const answer = await fetch(`${gateway.url}/v1/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ productId: 'p-1', quantity: 1, colour: 'red' }], gift: 1, [long]: 1 }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      {
        errors: ['items.0.colour', 'gift', long.slice(0, 64)].map((field) => ({
          in: 'body',
          field,
          detail: 'is not known here',
        })),
      },
    ]);
  });

  it('answers 404 for an unknown path and 405 for an unknown method', async () => {
    expect((await fetch(`${gateway.url}/nowhere`)).status).toBe(404);
    const wrong = await fetch(`${gateway.url}/v1/things/7`, { method: 'DELETE' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    expect(await wrong.json()).toMatchObject({
      type: '/problems/method-not-allowed',
      instance: '/v1/things/7',
    });
  });

  it('says on its management port that it is ready', async () => {
    const answer = await fetch(`${gateway.managementUrl}/health/ready`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
  });
});
