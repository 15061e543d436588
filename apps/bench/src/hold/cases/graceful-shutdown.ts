import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { HoldCase } from '../hold-case.js';
import { sendSteadily } from '../load/send-steadily.js';
import { slowUpstream } from '../stand/slow-upstream.js';

const PER_SECOND = 200;
const SECONDS = 4;
/** Told to end after so long. */
const AFTER_MS = 1_200;
/** So long an answer takes, so that there are requests under way. */
const ANSWERED_AFTER_MS = 150;
const ENDED_WITHIN_S = 3;
const PATHS = ['/v1/notifications', '/v1/home'];

/** A gateway that is told to end under load finishes what it has accepted. */
export const gracefulShutdown: HoldCase = {
  name: 'graceful-shutdown',
  title: 'a gateway is told to end (SIGTERM) under load',
  async measure(stand) {
    const alice = stand.headersOf('alice');
    const shop = await stand.shop();
    const accepted = new Set<string>();
    let underWay = 0;
    const upstream = await slowUpstream((request, response) => {
      accepted.add(String(request.headers['x-request-id']));
      underWay += 1;
      setTimeout(() => {
        underWay -= 1;
        response.setHeader('content-type', 'application/json').end('{"items":[],"nextCursor":null}');
      }, ANSWERED_AFTER_MS);
    });
    stand.finally(() => upstream.close());
    const { url, program } = await stand.gateway('mobile-bff', {
      ...shop.urls,
      NOTIFICATIONS_URL: upstream.url,
    });

    const ask = (n: number) => ({
      url,
      path: PATHS[n % PATHS.length] ?? '',
      headers: { ...alice, 'x-request-id': `request-${n}` },
    });
    const load = sendSteadily({ perSecond: PER_SECOND, seconds: SECONDS, ask }, stand.signal);
    load.catch(() => undefined);
    await pause(AFTER_MS, undefined, { signal: stand.signal });
    const caught = underWay;
    const told = performance.now();
    const ended = once(program.child, 'exit', { signal: stand.signal }).then(([code]) => ({
      code: code as number | null,
      afterMs: performance.now() - told,
    }));
    program.child.kill('SIGTERM');

    const answers = await load;
    const { code, afterMs } = await ended;
    const ofAccepted = answers.filter((_, n) => accepted.has(`request-${n}`));
    const failed = ofAccepted.filter(({ status, complete }) => status !== 200 || !complete);
    return [
      {
        what: `failed of those accepted (${caught} were under way)`,
        value: failed.length,
        atMost: 0,
        of: ofAccepted.length,
      },
      { what: 'ended after', value: afterMs / 1_000, unit: 's', atMost: ENDED_WITHIN_S },
      { what: 'exit code', value: code ?? NaN, atMost: 0 },
    ];
  },
};
