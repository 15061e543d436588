import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { listen } from '../processes/listen.js';
import type { Get } from '../screens/get.js';
import { home } from '../screens/home.js';
import { orderScreen } from '../screens/order-screen.js';
import { productPage } from '../screens/product-page.js';
import { SERVICES, serviceUrl } from '../upstream/services.js';

// The floor: what is left when nothing is done but the work. No framework, no check, no limit, no log, no header that
// is not needed. Pages of products are kept finished in a map; as text, which Node writes together with the headers.

const FRESH_MS = 300_000;
const MAX_PAGES = 20_000;
const JSON_TYPE = 'application/json; charset=utf-8';

const pools = Object.fromEntries(SERVICES.map((service) => [service, new Pool(serviceUrl(service))]));
const pages = new Map<string, { readonly text: string; readonly until: number }>();

const get: Get = async <T>(service: string, path: string) => {
  const { body } = await pools[service]!.request({ method: 'GET', path });
  return (await body.json()) as T;
};

const server = createServer((request, response) => {
  answer(request.url ?? '', response)?.catch((error: Error) => response.destroy(error));
});
await listen(server);

function answer(url: string, response: ServerResponse): Promise<void> | undefined {
  if (url === '/v1/notifications') return passThrough(response);
  if (url.startsWith('/api/products/')) return sendPage(response, url);
  const screen = url === '/api/home' ? home(get) : orderScreen(get, lastSegment(url));
  return screen.then((body) => send(response, JSON.stringify(body)));
}

// Of undici's ways the one that streams straight into the response: a little cheaper than `request` and a pipe.
async function passThrough(response: ServerResponse): Promise<void> {
  const call = { method: 'GET', path: '/notifications' } as const;
  await pools['notifications']!.stream(call, ({ statusCode, headers }) =>
    response.writeHead(statusCode, {
      'content-type': headers['content-type'] as string,
      'content-length': headers['content-length'] as string,
    }),
  );
}

function sendPage(response: ServerResponse, url: string): Promise<void> | undefined {
  const kept = pages.get(url);
  if (kept && kept.until > performance.now()) return void send(response, kept.text);
  return productPage(get, lastSegment(url)).then((body) => {
    const text = JSON.stringify(body);
    if (pages.size >= MAX_PAGES) pages.clear();
    pages.set(url, { text, until: performance.now() + FRESH_MS });
    send(response, text);
  });
}

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body) }).end(body);
}

function lastSegment(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
