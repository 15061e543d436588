import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../failure.js';
import type { Figure } from '../figure.js';
import type { HoldCase } from '../hold-case.js';
import { quantileMs } from '../load/quantile-ms.js';
import { type Answered, type Ask, sendSteadily } from '../load/send-steadily.js';
import type { Stand } from '../stand/stand.js';

/** Of each kind of request, over both gateways. */
const PER_SECOND = 75;
const WARM_UP_S = 1;
const BASELINE_S = 2;
/** After so long the fault comes, in the middle of a load that goes on for some seconds. */
const BEFORE_MS = 300;
const OUTAGE_S = 2;
const RECOVERY_S = 2;
const SLOWER_MS = 60;
const RECOVERED_WITHIN_S = 2;
const TRY_EVERY_MS = 25;
const USERS = ['alice', 'bob'];

/**
 * Callers with a session, while Redis, which keeps the sessions, is killed and comes back empty, hangs and goes on: what
 * is public is theirs as ever, and what is not is refused at once and in order, never an error and never somebody else's.
 */
export const sessionsOutage: HoldCase = {
  name: 'sessions-outage',
  title: 'callers are logged in, and Redis is killed, comes back empty, is stopped (SIGSTOP) and goes on',
  needs: 'redis-server',
  async measure(stand) {
    const shop = await stand.shop();
    const redis = await stand.redis();
    const settings = { ...shop.urls, REDIS_URL: redis.url };
    const one = await stand.gateway('web-bff', settings);
    const other = await stand.gateway('web-bff', settings);
    const logIn = () => Promise.all(USERS.map((user) => stand.logIn(one, user)));
    let callers = await logIn();

    const paths = { 'public pages': '/api/products/p-001', 'private ones': '/api/orders' };
    const ask = (path: string) => (n: number) => ({
      url: (n % 2 ? one : other).url,
      path,
      headers: callers[(n >> 1) % callers.length] ?? {},
    });
    const send = async (seconds: number): Promise<[ofPublic: Answered[], ofPrivate: Answered[]]> =>
      Promise.all([
        sendSteadily({ perSecond: PER_SECOND, seconds, ask: ask(paths['public pages']) }, stand.signal),
        sendSteadily({ perSecond: PER_SECOND, seconds, ask: ask(paths['private ones']) }, stand.signal),
      ]);
    /** Under load: what happens to requests from the fault on. */
    const sendDuring = async (fault: () => unknown) => {
      const load = send(OUTAGE_S + BEFORE_MS / 1_000);
      load.catch(() => undefined);
      await pause(BEFORE_MS, undefined, { signal: stand.signal });
      const from = performance.now();
      await fault();
      return (await load).map((answers) => answers.filter(({ sentAt }) => sentAt >= from));
    };
    const isLoggedIn = (headers: Ask['headers']) =>
      answersOk({ url: other.url, path: '/api/orders', headers }, stand);

    await send(WARM_UP_S);
    const before = await send(BASELINE_S);
    const killed = await sendDuring(() => redis.kill());
    // What Redis knew is gone: whoever was logged in is asked to log in again, and can.
    const [back, sinceBack] = await Promise.all([
      send(RECOVERY_S),
      redis.start().then(() =>
        timeUntil(async () => {
          const again = await logIn();
          if (!(await isLoggedIn(again[0]))) return false;
          callers = again;
          return true;
        }, stand),
      ),
    ]);
    const hung = await sendDuring(() => redis.halt());
    redis.resume();
    const [goneOn, sinceGoneOn] = await Promise.all([
      send(RECOVERY_S),
      timeUntil(() => isLoggedIn(callers[0]), stand),
    ]);

    const kinds = Object.keys(paths);
    const slower = (what: string, during: Answered[][]): Figure[] =>
      kinds.map((kind, index) => ({
        what: `${what}, ${kind}: p99 above ${p99(before[index]).toFixed(1)} ms before`,
        value: p99(during[index]) - p99(before[index]),
        unit: 'ms',
        atMost: SLOWER_MS,
      }));
    const all = [before, killed, back, hung, goneOn];
    const others = (kind: number, allowed: readonly number[]): Figure => {
      const ofKind = all.flatMap((answers) => answers[kind] ?? []);
      return {
        what: `${kinds[kind]}: answers other than ${allowed.join(', ')}`,
        value: ofKind.filter(({ status }) => !allowed.includes(status)).length,
        atMost: 0,
        of: ofKind.length,
      };
    };
    return [
      ...slower('killed', killed),
      seconds('back: logged in again, at both, after', sinceBack),
      ...slower('stopped', hung),
      seconds('goes on: who was logged in is so again after', sinceGoneOn),
      others(0, [200]),
      others(1, [200, 401, 503]),
    ];
  },
};

async function answersOk({ url, path, headers = {} }: Ask, { signal }: Stand): Promise<boolean> {
  const answer = await fetch(url + path, { headers, signal });
  await answer.arrayBuffer();
  return answer.ok;
}

/** How long, in milliseconds, until it is so; a log-in that is refused meanwhile is none. */
async function timeUntil(isSo: () => Promise<boolean>, { signal }: Stand): Promise<number> {
  const begin = performance.now();
  const giveUpMs = 3 * RECOVERED_WITHIN_S * 1_000;
  for (;;) {
    const so = await isSo().catch((error: unknown) => {
      if (error instanceof Failure) return false;
      throw error;
    });
    const ms = performance.now() - begin;
    if (so) return ms;
    if (ms > giveUpMs) return Infinity;
    await pause(TRY_EVERY_MS, undefined, { signal });
  }
}

function p99(answers: readonly Answered[] = []): number {
  return quantileMs(
    answers.map(({ ms }) => ms),
    0.99,
  );
}

function seconds(what: string, ms: number): Figure {
  return { what, value: ms / 1_000, unit: 's', atMost: RECOVERED_WITHIN_S };
}
