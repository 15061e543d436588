import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Figure } from '../figure.js';
import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import type { Gateway, Stand } from '../stand/stand.js';
import { slowUpstream } from '../stand/slow-upstream.js';

const TIMES = 100;
const AT_MOST_MS = 200;

/** A caller who leaves takes along what was asked on its behalf, and that is nobody's failure. */
export const callerGone: HoldCase = {
  name: 'caller-gone',
  title: 'the caller goes away',
  async measure(stand) {
    const shop = await stand.shop();
    let asked: (request: IncomingMessage) => void = () => undefined;
    const upstream = await slowUpstream((request) => asked(request));
    stand.finally(() => upstream.close());
    const gateway = await stand.gateway('mobile-bff', { ...shop.urls, NOTIFICATIONS_URL: upstream.url });

    const figures: Figure[] = [];
    for (const [what, path] of [
      ['passed through', '/v1/notifications'],
      ['of a view', '/v1/home'],
    ] as const) {
      const times: number[] = [];
      for (let n = 0; n < TIMES; n += 1) {
        const arrived = new Promise<IncomingMessage>((resolve) => (asked = resolve));
        times.push(await timeDeparture(stand, gateway, path, arrived));
      }
      figures.push({
        what: `${what}: upstream's socket closed, p99`,
        value: quantileMs(times, 0.99),
        unit: 'ms',
        atMost: AT_MOST_MS,
      });
    }
    figures.push({
      what: 'breakers that took it for failure',
      value: await openBreakers(gateway),
      atMost: 0,
    });
    return figures;
  },
};

/** Asks, leaves when the upstream has been asked, and tells how long the upstream's socket stayed open. */
async function timeDeparture(
  { headersOf, signal }: Stand,
  gateway: Gateway,
  path: string,
  arrived: Promise<IncomingMessage>,
): Promise<number> {
  const { hostname, port, host } = new URL(gateway.url);
  const caller = connect(Number(port), hostname);
  const { authorization } = headersOf('alice');
  caller.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n\r\n`);
  const ended = once(caller, 'close', { signal }).then(() => {
    throw new Error('the gateway answered or closed before the upstream was asked');
  });
  ended.catch(() => undefined);
  const { socket } = await Promise.race([arrived, ended]);
  const closed = once(socket, 'close', { signal });
  const left = performance.now();
  caller.destroy();
  await closed;
  return performance.now() - left;
}

async function openBreakers({ managementUrl }: Gateway): Promise<number> {
  const answer = await fetch(`${managementUrl}/health`);
  const { upstreams } = (await answer.json()) as { upstreams: { breaker: string }[] };
  return upstreams.filter(({ breaker }) => breaker !== 'closed').length;
}
