import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../figure.js';
import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import { type Answered, type Ask, sendSteadily } from '../load/send-steadily.js';
import { timeUntilShared } from '../stand/sharing.js';

/** Of each kind of request, over both gateways. */
const PER_SECOND = 75;
const WARM_UP_S = 1.5;
const BASELINE_S = 3;
/** After so long the fault comes, in the middle of a load that goes on for some seconds. */
const BEFORE_MS = 300;
const OUTAGE_S = 2.8;
const RECOVERY_S = 2;
const SLOWER_MS = 60;
const RECOVERED_WITHIN_S = 2;

/** Redis is killed and comes back, hangs and goes on: requests go on, and what is shared is shared again. */
export const redisOutage: HoldCase = {
  name: 'redis-outage',
  title: 'Redis is killed, comes back, is stopped (SIGSTOP) and goes on',
  needs: 'redis-server',
  async measure(stand) {
    const shop = await stand.shop();
    const redis = await stand.redis();
    // Callers without credentials are told apart, and limited, by their addresses.
    const settings = { ...shop.urls, REDIS_URL: redis.url, TRUSTED_PROXIES: '127.0.0.1' };
    const one = await stand.gateway('web-bff', settings);
    const other = await stand.gateway('web-bff', settings);

    let sent = 0;
    const asks: Record<string, (n: number) => Ask> = {
      'limits counted': (n) => ({ url: (n % 2 ? one : other).url, path: '/api/products/p-001' }),
      'new to the cache': (n) => ({
        url: (n % 2 ? one : other).url,
        path: `/api/products?q=nothing-${sent++}`,
      }),
    };
    const kinds = Object.keys(asks);
    const send = (seconds: number): Promise<Answered[][]> =>
      Promise.all(
        Object.values(asks).map((ask) => sendSteadily({ perSecond: PER_SECOND, seconds, ask }, stand.signal)),
      );
    const shared = () => timeUntilShared([one, other], stand);
    /** Under load: what happens to requests from the fault on. */
    const sendDuring = async (fault: () => unknown): Promise<Answered[][]> => {
      const load = send(OUTAGE_S + BEFORE_MS / 1_000);
      load.catch(() => undefined);
      await pause(BEFORE_MS, undefined, { signal: stand.signal });
      const from = performance.now();
      await fault();
      return (await load).map((answers) => answers.filter(({ sentAt }) => sentAt >= from));
    };

    await shared();
    await send(WARM_UP_S);
    const before = await send(BASELINE_S);

    const killed = await sendDuring(() => redis.kill());
    const [back, sinceBack] = await Promise.all([send(RECOVERY_S), redis.start().then(shared)]);
    const hung = await sendDuring(() => redis.halt());
    redis.resume();
    const [goneOn, sinceGoneOn] = await Promise.all([send(RECOVERY_S), shared()]);

    const slower = (what: string, during: Answered[][]): Figure[] =>
      kinds.map((kind, index) => ({
        what: `${what}, ${kind}: p99 above ${p99(before[index]).toFixed(1)} ms before`,
        value: p99(during[index]) - p99(before[index]),
        unit: 'ms',
        atMost: SLOWER_MS,
      }));
    const all = [before, killed, back, hung, goneOn].flat(2);
    return [
      ...slower('killed', killed),
      ...recovered('back', sinceBack),
      ...slower('stopped', hung),
      ...recovered('goes on', sinceGoneOn),
      { what: 'failed', value: all.filter(({ status }) => status !== 200).length, atMost: 0, of: all.length },
    ];
  },
};

function p99(answers: readonly Answered[] = []): number {
  return quantileMs(
    answers.map(({ ms }) => ms),
    0.99,
  );
}

function recovered(what: string, since: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(since).map(([name, ms]) => ({
    what: `${what}: ${name} shared again after`,
    value: ms / 1_000,
    unit: 's',
    atMost: RECOVERED_WITHIN_S,
  }));
}
