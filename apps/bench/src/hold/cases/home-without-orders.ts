import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';

const REQUESTS = 50;
const AT_ONCE = 5;
const BUDGET_MS = 800;
const ABOVE_MS = 50;

/** The home screen of the phone does not wait for orders any longer than its budget. */
export const homeWithoutOrders: HoldCase = {
  name: 'home-without-orders',
  title: "the phone's home while orders hang",
  async measure(stand) {
    const headers = stand.headersOf('alice');
    const shop = await stand.shop();
    const { url } = await stand.gateway('mobile-bff', {
      ...shop.urls,
      // Each request is to wait for what hangs.
      ORDERS_BREAKER_VOLUME: '1000000',
    });
    const ask = async () => {
      const sent = performance.now();
      const answer = await fetch(`${url}/v1/home`, { headers, signal: stand.signal });
      const body = (await answer.json()) as { orders: unknown; meta?: { missing: string[] } };
      return { ms: performance.now() - sent, status: answer.status, missing: body.meta?.missing.join() };
    };
    for (let warmUp = 0; warmUp < REQUESTS; warmUp += 1) await ask();
    await shop.fault('orders', { hang: true });

    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    const keepAsking = async () => {
      for (let n = 0; n < REQUESTS / AT_ONCE; n += 1) answers.push(await ask());
    };
    await Promise.all(Array.from({ length: AT_ONCE }, keepAsking));

    const times = answers.map(({ ms }) => ms);
    const others = answers.filter(({ status, missing }) => status !== 200 || missing !== 'orders');
    return [
      { what: 'p99', value: quantileMs(times, 0.99), unit: 'ms', atMost: BUDGET_MS + ABOVE_MS },
      { what: 'not 200 without orders alone', value: others.length, atMost: 0, of: answers.length },
    ];
  },
};
