import { Validator } from '@seriousme/openapi-schema-validator';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { bearerTokens } from './bearer-tokens.js';
import { documentPage } from './document-page.js';
import { html } from './html.js';
import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';
import { problemTypes } from '../problems/problem-types.js';

const order = z.object({ id: z.string(), total: z.int(), at: z.iso.datetime() }).meta({ id: 'Order' });
const orders = z.object({ items: z.array(order), nextCursor: z.string().nullable() }).meta({ id: 'Orders' });
const page = z.object({ limit: z.coerce.number().int().max(100).default(20), cursor: z.string().optional() });
const draft = z.object({ productId: z.string() }).meta({ id: 'Draft' });

@Controller('v1/orders')
class OrdersController {
  @Get()
  @ApiOkResponse({ standardSchema: orders })
  list(@Query({ schema: page }) query: z.infer<typeof page>) {
    return query;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: order })
  one(@Param('id', { schema: z.string() }) id: string) {
    return { id };
  }

  @Post()
  create(@Body({ schema: draft }) body: z.infer<typeof draft>) {
    return body;
  }
}

interface Document {
  openapi: string;
  info: { title: string };
  paths: Record<
    string,
    Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>
  >;
  components: { schemas: Record<string, object>; securitySchemes: object };
}

describe('the documents of a gateway', () => {
  let gateway: RunningGateway;
  const get = (path: string) => fetch(`${gateway.url}${path}`);

  beforeAll(async () => {
    const documents = {
      title: 'Things',
      version: '1',
      description: 'Things.',
      security: bearerTokens((handler) => ({ public: handler.name === 'one', scopes: ['orders:read'] })),
    };
    gateway = await gatewayWith([OrdersController], {}, { documents });
  });
  afterAll(() => gateway.close());

  it.each(['/openapi.json', '/docs', '/problems', '/problems/not-found'])(
    'are not sent to who has them: %s',
    async (path) => {
      const first = await get(path);
      const tag = String(first.headers.get('etag'));
      expect([first.status, tag]).toEqual([200, expect.stringMatching(/^(?:W\/)?"[\w-]+"$/)]);
      const again = await fetch(gateway.url + path, { headers: { 'if-none-match': tag } });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
      expect([again.headers.get('content-length'), again.headers.get('content-type')]).toEqual([null, null]);
      const head = await fetch(gateway.url + path, { method: 'HEAD' });
      expect([head.status, head.headers.get('etag')]).toEqual([200, tag]);
    },
  );

  it('are valid OpenAPI 3.1, with schemas, parameters and problems', async () => {
    const answer = await get('/openapi.json');
    expect(answer.headers.get('content-type')).toContain('application/json');
    const document = (await answer.json()) as Document;
    const validator = new Validator();
    expect(await validator.validate({ ...document })).toMatchObject({ valid: true });
    expect(document.openapi).toBe('3.1.0');
    expect(document).toMatchObject({
      info: { title: 'Things', version: '1', license: { name: 'MIT' }, contact: { name: 'Things' } },
      servers: [{ url: '/' }],
    });
    expect(Object.keys(document.components.schemas).sort()).toEqual([
      'Draft',
      'FieldError',
      'Order',
      'Orders',
      'Problem',
    ]);
    expect(document.components.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
    const one = document.paths['/v1/orders/{id}']?.get;
    expect(one).toMatchObject({ security: [] });
    expect(Object.keys(one?.responses ?? {})).not.toContain('401');
    const list = document.paths['/v1/orders']?.get;
    expect(list).toMatchObject({ security: [{ bearer: ['orders:read'] }] });
    expect(list?.parameters?.map(({ name }) => name)).toEqual(['limit', 'cursor']);
    expect(list?.responses).toMatchObject({
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Orders' } } } },
      400: { $ref: '#/components/responses/Problem400' },
      503: { $ref: '#/components/responses/Problem503' },
      default: { $ref: '#/components/responses/Problem' },
    });
  });

  it('have a readable page, whose parts all come from the gateway and fit its policy', async () => {
    const answer = await get('/docs');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await answer.text();
    expect(html).not.toMatch(/<script>|https?:/);
    for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([address, (await get(address)).status]).toEqual([address, 200]);
    }
  });

  it('serve nothing else of the folder that the page comes from', async () => {
    expect((await get('/docs/package.json')).status).toBe(404);
    expect((await get('/docs/..%2fpackage.json')).status).toBe(400);
  });

  it('have a page for every problem, and a list of them', async () => {
    const list = await (await get('/problems')).text();
    for (const slug of Object.keys(problemTypes)) {
      expect(list).toContain(`/problems/${slug}`);
      const page = await get(`/problems/${slug}`);
      expect([slug, page.status, page.headers.get('content-type')]).toEqual([
        slug,
        200,
        'text/html; charset=utf-8',
      ]);
    }
    for (const none of ['none', 'constructor', '__proto__'])
      expect((await get(`/problems/${none}`)).status).toBe(404);
  });

  it('have pages of their own besides, which load nothing but a style and need no script', async () => {
    const pages = {
      '/docs': ({ info }: { info: { title: string } }) =>
        documentPage({
          title: info.title,
          body: html`<h1>${info.title}</h1>
            <a href="/docs/reference">all</a>`,
        }),
    };
    await using paged = await gatewayWith(
      [OrdersController],
      {},
      {
        documents: { title: 'Things & more', version: '1', description: 'Things.', pages },
      },
    );
    const answer = await fetch(`${paged.url}/docs`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const page = await answer.text();
    expect(page).toContain('<h1>Things &amp; more</h1>');
    expect(page).not.toMatch(/<script|style=|https?:/);
    for (const path of ['/docs', '/problems', '/problems/not-found']) {
      const policy = (await fetch(paged.url + path)).headers.get('content-security-policy');
      expect([path, policy]).toEqual([
        path,
        "default-src 'none';style-src 'self';img-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      ]);
    }
    for (const path of ['/docs/pages.css', '/docs/favicon-32x32.png', '/docs/reference']) {
      expect([path, (await fetch(paged.url + path)).status]).toEqual([path, 200]);
    }
    expect(await (await fetch(`${paged.url}/docs/reference`)).text()).toContain('swagger-ui-bundle.js');
  });

  it('say of answers what they hold, and not that they hold no more', async () => {
    const { components } = (await (await get('/openapi.json')).json()) as Document;
    expect(components.schemas.Order).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string' },
        total: { type: 'integer' },
        at: { type: 'string', format: 'date-time' },
      },
      required: ['id', 'total', 'at'],
    });
  });

  it('keep the headers of documents off the answers of the API', async () => {
    const answer = await get('/v1/orders/1');
    expect(answer.headers.get('content-security-policy')).toBeNull();
    expect(answer.headers.get('x-frame-options')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('other origins', () => {
  let gateway: RunningGateway;
  const preflight = (origin: string) =>
    fetch(`${gateway.url}/v1/orders`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  beforeAll(async () => {
    gateway = await gatewayWith([OrdersController], { ALLOWED_ORIGINS: 'https://shop.example' });
  });
  afterAll(() => gateway.close());

  it('may call with credentials where they are allowed', async () => {
    const asked = await preflight('https://shop.example');
    expect([asked.status, await asked.text()]).toEqual([204, '']);
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(asked.headers.get('access-control-allow-credentials')).toBe('true');
    expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
    const answer = await fetch(`${gateway.url}/v1/orders`, { headers: { origin: 'https://shop.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Complete');
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it('may read problems too', async () => {
    const answer = await fetch(`${gateway.url}/nowhere`, { headers: { origin: 'https://shop.example' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      404,
      'https://shop.example',
    ]);
  });

  it.each(['https://evil.example', 'http://shop.example', 'null'])(
    'may not where they are not: %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('may never where none is allowed', async () => {
    await using closed = await gatewayWith([OrdersController]);
    const answer = await fetch(`${closed.url}/v1/orders`, { headers: { origin: 'https://shop.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${closed.url}/v1/orders`, { method: 'OPTIONS' })).status).toBe(405);
  });
});
