import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import { type Answered, sendSteadily } from '../load/send-steadily.js';

const PER_SECOND = 100;
const NEIGHBOUR_PER_SECOND = 40;
const WARM_UP_S = 1.5;
const MEASURED_S = 4;
const SLOWER_MS = 20;
const PRODUCTS_EACH = 100;

/** One upstream hangs with callers waiting for it; those who ask another one do not notice. */
export const neighbourHangs: HoldCase = {
  name: 'neighbour-hangs',
  title: 'reviews hang under load, while orders are asked for',
  async measure(stand) {
    const shop = await stand.shop();
    const webBff = await stand.gateway('web-bff', {
      ...shop.urls,
      // With the breaker's help it would be easy.
      REVIEWS_BREAKER_VOLUME: '1000000',
    });
    const { url } = webBff;
    const headers = await stand.logIn(webBff, 'alice');
    /** Products' pages from `first` on: what the cache has would not ask for reviews. */
    const send = async (seconds: number, first: number): Promise<[orders: Answered[], pages: Answered[]]> =>
      Promise.all([
        sendSteadily(
          { perSecond: PER_SECOND, seconds, ask: () => ({ url, path: '/api/orders', headers }) },
          stand.signal,
        ),
        sendSteadily(
          { perSecond: NEIGHBOUR_PER_SECOND, seconds, ask: (n) => ({ url, path: productPage(first, n) }) },
          stand.signal,
        ),
      ]);

    await send(WARM_UP_S, 1);
    const [before] = await send(MEASURED_S, 1);
    await shop.fault('reviews', { hang: true });
    const [orders, pages] = await send(MEASURED_S, 1 + PRODUCTS_EACH);

    const p90 = (answers: readonly Answered[]) =>
      quantileMs(
        answers.map(({ ms }) => ms),
        0.9,
      );
    const baseline = p90(before);
    return [
      {
        what: `orders, p90 above ${baseline.toFixed(1)} ms before`,
        value: p90(orders) - baseline,
        unit: 'ms',
        atMost: SLOWER_MS,
      },
      {
        what: 'orders, failed',
        value: orders.filter(({ status }) => status !== 200).length,
        atMost: 0,
        of: orders.length,
      },
      {
        what: 'pages of products, failed',
        value: pages.filter(({ status }) => status !== 200).length,
        atMost: 0,
        of: pages.length,
      },
      {
        what: 'pages of products, that did not wait for reviews',
        value: pages.filter(({ complete }) => complete).length,
        atMost: 0,
        of: pages.length,
      },
    ];
  },
};

function productPage(first: number, n: number): string {
  return `/api/products/p-${String(first + (n % PRODUCTS_EACH)).padStart(3, '0')}`;
}
