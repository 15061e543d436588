import { setTimeout as pause } from 'node:timers/promises';
import { usageOf } from '../../processes/usage.js';
import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import { type Answered, sendSteadily } from '../load/send-steadily.js';
import { openStreams } from '../stand/open-streams.js';
import type { Stand } from '../stand/stand.js';

const STREAMS = 1_000;
const USERS = ['alice', 'bob'];
const PER_SECOND = 75;
const WARM_UP_S = 1.5;
const MEASURED_S = 3;
const QUIET_S = 2;
const SLOWER_MS = 20;
/** Of the process, in each second that a thousand callers merely listen. */
const CPU_MS_PER_SECOND = 200;

/** A thousand callers watch their orders; whoever asks for a page does not notice, and watching costs next to nothing. */
export const eventStreams: HoldCase = {
  name: 'event-streams',
  title: `${STREAMS} callers watch their orders, while home is asked for`,
  async measure(stand) {
    const shop = await stand.shop();
    const webBff = await stand.gateway('web-bff', shop.urls);
    const { url, program } = webBff;
    const callers = await Promise.all(USERS.map((user) => stand.logIn(webBff, user)));
    const send = (seconds: number) =>
      sendSteadily(
        {
          perSecond: PER_SECOND,
          seconds,
          ask: (n) => ({ url, path: '/api/home', headers: callers[n % callers.length] ?? {} }),
        },
        stand.signal,
      );

    await send(WARM_UP_S);
    const before = await send(MEASURED_S);
    const watched = (await Promise.all(callers.map((headers) => watchedBy(url, headers, stand)))).flat();
    const streams = await openStreams(
      STREAMS,
      (n) => watched[n % watched.length] ?? { url, path: '' },
      stand.signal,
    );
    stand.finally(() => streams.close());

    const [usedBefore, from] = [usageOf(program.pid).cpuUs, performance.now()];
    await pause(QUIET_S * 1_000, undefined, { signal: stand.signal });
    const usedMs = (usageOf(program.pid).cpuUs - usedBefore) / 1_000;
    const quietS = (performance.now() - from) / 1_000;
    const during = await send(MEASURED_S);

    const baseline = p90(before);
    return [
      {
        what: `home, p90 above ${baseline.toFixed(1)} ms before`,
        value: p90(during) - baseline,
        unit: 'ms',
        atMost: SLOWER_MS,
      },
      {
        what: 'home, failed',
        value: during.filter(({ status }) => status !== 200).length,
        atMost: 0,
        of: during.length,
      },
      {
        what: `CPU in a second, ${watched.length} orders watched by all of them`,
        value: usedMs / quietS,
        unit: 'ms',
        atMost: CPU_MS_PER_SECOND,
      },
      {
        what: 'streams that were refused, or ended',
        value: STREAMS - streams.open(),
        atMost: 0,
        of: STREAMS,
      },
    ];
  },
};

/** The streams of a caller's orders to which something may still happen. */
async function watchedBy(url: string, headers: Readonly<Record<string, string>>, { signal }: Stand) {
  const answer = await fetch(`${url}/api/orders?limit=100`, { headers, signal });
  const { items } = (await answer.json()) as { items: { id: string; status: string }[] };
  const open = items.filter(({ status }) => status !== 'delivered' && status !== 'cancelled');
  return open.map(({ id }) => ({ url, path: `/api/orders/${id}/events`, headers }));
}

function p90(answers: readonly Answered[]): number {
  return quantileMs(
    answers.map(({ ms }) => ms),
    0.9,
  );
}
