import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What no schema names. */
export const PLANTED = 'plantedField';

/** What a service may say of itself besides. */
export const PLANTED_HEADERS = { 'set-cookie': 'planted=1', server: 'planted', 'x-planted': 'planted' };

/** A service as it would be if somebody had added a field to whatever it answers. */
export interface PlantingProxy extends AsyncDisposable {
  readonly url: string;
  /** In how many objects a field was planted since the last time. */
  taken(): number;
}

/** JSON with a field too many in every object, however deep; `planted` is told of each. */
export function plant(value: unknown, planted: () => void = () => undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => plant(item, planted));
  if (typeof value !== 'object' || value === null) return value;
  planted();
  const inside = Object.entries(value).map(([name, inner]) => [name, plant(inner, planted)]);
  return { ...(Object.fromEntries(inside) as object), [PLANTED]: 'planted' };
}

/** Passes everything on to a service, by its URL once that is known, and plants a field in every object of every JSON that comes back, problems included, and headers beside it. */
export async function plantingProxy(service: () => string): Promise<PlantingProxy> {
  let planted = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(service() + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { ...PLANTED_HEADERS, 'content-type': type });
    if (!type.includes('json')) return void response.end(text);
    response.end(JSON.stringify(plant(JSON.parse(text), () => (planted += 1))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken() {
      const count = planted;
      planted = 0;
      return count;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
