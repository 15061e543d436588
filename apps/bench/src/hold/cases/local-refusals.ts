import type { Figure } from '../figure.js';
import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import { type Ask, sendSteadily } from '../load/send-steadily.js';
import type { Stand } from '../stand/stand.js';

const PER_SECOND = 300;
const WARM_UP_S = 1.5;
const MEASURED_S = 2;
const AT_MOST_MS = 10;
/** Of what is sent, at least this part must be refused for the figure to mean anything. */
const MOST = 0.9;

/** What a gateway decides alone is decided at once. */
export const localRefusals: HoldCase = {
  name: 'local-refusals',
  title: `local refusals at ${PER_SECOND} requests a second`,
  async measure(stand) {
    const shop = await stand.shop();
    const alice = stand.headersOf('alice');
    const limited = await stand.gateway('mobile-bff', { ...shop.urls, RATE_LIMIT: '5/60s' });
    const small = await stand.gateway('mobile-bff', {
      ...shop.urls,
      NOTIFICATIONS_MAX_IN_FLIGHT: '4',
      NOTIFICATIONS_MAX_QUEUED: '2',
      // The breaker would refuse them first.
      NOTIFICATIONS_BREAKER_VOLUME: '1000000',
    });
    const open = await stand.gateway('mobile-bff', shop.urls);
    await Promise.all(
      [small, open, limited].map(({ url }) => warmUp(stand, { url, path: '/v1/home', headers: alice })),
    );
    await shop.fault('notifications', { hang: true });
    await shop.fault('users', { status: 503 });

    const figures: Figure[] = [];
    const refused = async (what: string, status: number, ask: Ask) =>
      figures.push(...(await timeRefusals(stand, what, status, ask)));
    await refused('404, unknown path', 404, { url: small.url, path: '/v1/nothing' });
    await refused('401, no token', 401, { url: small.url, path: '/v1/home' });
    await refused('429', 429, { url: limited.url, path: '/v1/home', headers: alice });
    await refused('503, bulkhead full', 503, { url: small.url, path: '/v1/notifications', headers: alice });
    await refused('503, breaker open, of a view', 503, { url: open.url, path: '/v1/home', headers: alice });
    await shop.fault('notifications', { status: 503 });
    await refused('503, breaker open, passed through', 503, {
      url: open.url,
      path: '/v1/notifications',
      headers: alice,
    });
    return figures;
  },
};

async function warmUp({ signal }: Stand, ask: Ask): Promise<void> {
  await sendSteadily({ perSecond: PER_SECOND / 3, seconds: WARM_UP_S, ask: () => ask }, signal);
}

/** Those that were let in, and have waited for what hangs, are not refusals. */
async function timeRefusals(stand: Stand, what: string, status: number, ask: Ask): Promise<Figure[]> {
  await warmUp(stand, ask);
  const load = { perSecond: PER_SECOND, seconds: MEASURED_S, ask: () => ask };
  const answers = await sendSteadily(load, stand.signal);
  const refusals = answers.filter((answer) => answer.status === status);
  if (refusals.length < answers.length * MOST) {
    throw new Error(`${what}: ${refusals.length} of ${answers.length} requests were refused with ${status}`);
  }
  const times = refusals.map(({ ms }) => ms);
  return [{ what: `${what}, p99`, value: quantileMs(times, 0.99), unit: 'ms', atMost: AT_MOST_MS }];
}
