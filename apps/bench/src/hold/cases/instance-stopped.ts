import type { Figure } from '../figure.js';
import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import { sendSteadily } from '../load/send-steadily.js';

const PER_SECOND = 100;
const WARM_UP_S = 1.5;
const MEASURED_S = 5;
/** As the gateways' policies have it. */
const ATTEMPT_TIMEOUT_MS = 350;
const ABOVE_MS = 50;

const SCREENS = [
  { app: 'web-bff', path: '/api/orders' },
  { app: 'mobile-bff', path: '/v1/orders/o-0042' },
] as const;

/** One of two instances is halted under load: callers wait for one attempt at most, and none of them fails. */
export const instanceStopped: HoldCase = {
  name: 'instance-stopped',
  title: 'one of two instances of orders is stopped (SIGSTOP)',
  async measure(stand) {
    const shop = await stand.shop();
    const second = await stand.shop('orders');
    const ORDERS_URL = `${shop.urls['ORDERS_URL']},${second.urls['ORDERS_URL']}`;
    const screens = await Promise.all(
      SCREENS.map(async ({ app, path }) => {
        const gateway = await stand.gateway(app, { ...shop.urls, ORDERS_URL });
        const headers = app === 'web-bff' ? await stand.logIn(gateway, 'alice') : stand.headersOf('alice');
        return { app, path, url: gateway.url, headers };
      }),
    );
    const send = (seconds: number) =>
      Promise.all(
        screens.map(({ url, path, headers }) =>
          sendSteadily({ perSecond: PER_SECOND, seconds, ask: () => ({ url, path, headers }) }, stand.signal),
        ),
      );

    await send(WARM_UP_S);
    second.halt();
    const answers = await send(MEASURED_S);

    return screens.flatMap(({ app, path }, index): Figure[] => {
      const ofScreen = answers[index] ?? [];
      const p99 = quantileMs(
        ofScreen.map(({ ms }) => ms),
        0.99,
      );
      const failed = ofScreen.filter(({ status }) => status !== 200).length;
      return [
        { what: `${app} ${path}, p99`, value: p99, unit: 'ms', atMost: ATTEMPT_TIMEOUT_MS + ABOVE_MS },
        { what: `${app} ${path}, failed`, value: failed, atMost: 0, of: ofScreen.length },
      ];
    });
  },
};
