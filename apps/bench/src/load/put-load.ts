import { Client } from 'undici';
import type { Load, LoadResult } from './load.js';
import { nextPath } from './next-path.js';
import { quantile } from './quantile.js';

/** Puts load on a server from this process: as many clients as connections, each with one request at a time. */
export async function putLoad(load: Load): Promise<LoadResult> {
  const { until, connections } = load;
  const path = nextPath(load.path);
  const headers = nextHeaders(load);
  const latencies: number[] = [];
  let failed = 0;
  let begun = 0;

  const begin = performance.now();
  const end = 'seconds' in until ? begin + until.seconds * 1_000 : Infinity;
  const wanted = 'requests' in until ? until.requests : Infinity;

  const keepAsking = (client: Client) =>
    new Promise<void>((done) => {
      const ask = () => {
        const sent = performance.now();
        if (begun >= wanted || sent >= end) return done();
        begun += 1;
        let status = 0;
        const next = (ok: boolean) => {
          latencies.push(performance.now() - sent);
          if (!ok) failed += 1;
          ask();
        };
        client.dispatch(
          { method: 'GET', path: path(), headers: headers() },
          {
            onRequestStart() {},
            onResponseStart(_, statusCode) {
              status = statusCode;
            },
            onResponseData() {},
            onResponseEnd: () => next(status === 200),
            onResponseError: () => next(false),
          },
        );
      };
      ask();
    });

  const clients = Array.from({ length: connections }, () => new Client(load.url));
  await Promise.all(clients.map(keepAsking));
  const seconds = (performance.now() - begin) / 1_000;
  await Promise.all(clients.map((client) => client.destroy()));

  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: latencies.length,
    seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    failed,
  };
}

function nextHeaders({ headers, addresses }: Load): () => Record<string, string> {
  if (!addresses) return () => headers;
  const { first, requestsEach } = addresses;
  let count = 0;
  return () => ({ ...headers, 'x-forwarded-for': addressOf(first + Math.floor(count++ / requestsEach)) });
}

/** The n-th address of 10.0.0.0/8. */
function addressOf(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}
