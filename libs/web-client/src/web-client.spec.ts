import { fakeUpstream } from '@frontdesk/testing';
import { titleOf } from '../test/example.js';
import { webClient } from './index.js';

const productPage = {
  product: { name: 'Lamp' },
  price: { amount: 1250, currency: 'EUR', listPrice: null },
};

describe('a client of web-bff', () => {
  it('reads a page by one call, as a page of this origin', async () => {
    await using gateway = await fakeUpstream();
    gateway.answer(200, productPage);
    const client = webClient({ baseUrl: gateway.url });
    expect(await titleOf('p-001', client)).toBe('Lamp: 12.5 EUR');
    expect(gateway.requests).toMatchObject([{ method: 'GET', path: '/api/products/p-001' }]);
    expect(gateway.requests[0]?.headers).toMatchObject({ 'x-csrf': '1' });
    expect(gateway.requests[0]?.headers).not.toHaveProperty('content-type');
  });

  it.each([
    ['p/../../bff/user?x#y', '/api/products/p%2F..%2F..%2Fbff%2Fuser%3Fx%23y'],
    ['..', '/api/products/%252E%252E'],
    ['.', '/api/products/%252E'],
  ])('lets no id leave its place in the path: %s', async (id, url) => {
    await using gateway = await fakeUpstream();
    gateway.answer(200, productPage);
    await titleOf(id, webClient({ baseUrl: gateway.url }));
    expect(gateway.requests).toMatchObject([{ url }]);
  });

  it('asks in the query for what is asked for, and for nothing else', async () => {
    await using gateway = await fakeUpstream();
    const query = { q: 'a lamp & more', category: undefined, limit: 5 };
    await webClient({ baseUrl: gateway.url }).GET('/api/products', { params: { query } });
    expect(gateway.requests).toMatchObject([{ url: '/api/products?q=a+lamp+%26+more&limit=5' }]);
  });

  it('sends JSON, and sends cookies to its own origin alone', async () => {
    const sent: Request[] = [];
    const client = webClient({
      baseUrl: 'http://127.0.0.1:3000',
      fetch: async (request) => {
        sent.push(request);
        return Response.json({ id: 'u-alice' });
      },
    });
    await client.POST('/api/checkout', {
      params: { header: { 'Idempotency-Key': 'k-1' } },
      body: { paymentMethodId: 'pm-1' },
    });
    const [request] = sent;
    expect(request?.credentials).toBe('same-origin');
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.headers.get('idempotency-key')).toBe('k-1');
    expect(await request?.json()).toEqual({ paymentMethodId: 'pm-1' });
  });

  describe('that is refused', () => {
    it('yields the problem that web-bff sends, and the response', async () => {
      await using gateway = await fakeUpstream();
      const problem = {
        type: '/problems/not-found',
        title: 'Not found',
        status: 404,
        detail: 'no such product',
      };
      gateway.answer(404, JSON.stringify(problem), { 'content-type': 'application/problem+json' });
      const { data, error, response } = await ask(gateway.url);
      expect([data, error, response.status]).toEqual([undefined, problem, 404]);
    });

    it.each(['<h1>Bad gateway</h1>', '', '{"message":"no problem of ours"}'])(
      'yields a problem where somebody else answers %j',
      async (body) => {
        await using gateway = await fakeUpstream();
        gateway.answer(502, body, { 'content-type': 'text/html', 'retry-after': '7' });
        const { error, response } = await ask(gateway.url);
        expect(error).toEqual({
          type: 'about:blank',
          title: 'Bad Gateway',
          status: 502,
          detail: 'Bad Gateway',
        });
        expect(response.headers.get('retry-after')).toBe('7');
      },
    );

    it('yields a problem where a network asks for a log-in of its own', async () => {
      await using gateway = await fakeUpstream();
      gateway.answer(200, '<form>', { 'content-type': 'text/html' });
      expect((await ask(gateway.url)).error).toMatchObject({ status: 502 });
    });

    it('yields a problem where an answer breaks off', async () => {
      await using gateway = await fakeUpstream();
      gateway.resetMidBody();
      expect((await ask(gateway.url)).error).toMatchObject({ status: 503 });
    });

    it('yields a problem where nobody answers', async () => {
      const gateway = await fakeUpstream();
      const { url } = gateway;
      await gateway[Symbol.asyncDispose]();
      expect((await ask(url)).error).toMatchObject({ status: 503, title: 'The shop cannot be reached' });
    });

    it('throws when the caller takes the call back', async () => {
      await using gateway = await fakeUpstream();
      gateway.hang();
      const leaving = new AbortController();
      const asked = ask(gateway.url, leaving.signal);
      await gateway.received(1);
      leaving.abort();
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('tells when nobody is logged in any more, but not who asks just that', async () => {
      await using gateway = await fakeUpstream();
      gateway.answer(401);
      let told = 0;
      const client = webClient({ baseUrl: gateway.url, onUnauthenticated: () => (told += 1) });
      expect((await client.GET('/api/home')).error?.status).toBe(401);
      expect((await client.GET('/bff/user')).error?.status).toBe(401);
      expect(told).toBe(1);
    });
  });
});

function ask(baseUrl: string, signal?: AbortSignal) {
  return webClient({ baseUrl }).GET('/api/products/{id}', { params: { path: { id: 'p-001' } }, signal });
}
