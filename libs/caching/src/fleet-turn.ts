import { setTimeout as pause } from 'node:timers/promises';
import type { RequestContext } from '@frontdesk/request-context';
import type { Entry } from './entry.js';
import type { Waited } from './flight.js';
import { FleetLock, type Release } from './fleet-lock.js';
import type { RedisLink } from './redis-link.js';

const FIRST_LOOK_MS = 5;
const LOOKS_MS = 25;
const LONGEST_WAIT_MS = 1_000;
const LONGEST_LOCK_MS = 10_000;
/** A lock outlives its owner's deadline by what storing takes. */
const STORING_MS = 100;

/** What came of asking for a turn: the answer that another process stored, or the turn to load. */
export type Turn =
  | { readonly found: Entry; readonly release?: undefined }
  | { readonly found?: undefined; readonly release?: Release };

type Find = () => Promise<Entry | undefined>;

const TAKEN = Symbol('another process has the turn');

/**
 * One load per fleet: whoever has the key's lock loads, the others wait for the answer. A wait is bounded, by a second and
 * by what the one with the least time has left after it, and happens once: where the other process failed, died, or found what must not be
 * stored, everybody loads for himself rather than one after another. Without Redis it is everybody's turn.
 */
export class FleetTurn {
  readonly #lock: FleetLock;

  constructor(
    private readonly redis: RedisLink,
    prefix: string,
  ) {
    this.#lock = new FleetLock(redis, prefix);
  }

  async take(
    key: string,
    { deadline, signal }: Pick<RequestContext, 'deadline' | 'signal'>,
    waited: Pick<Waited<unknown>, 'leastMs'>,
    find: Find,
  ): Promise<Turn> {
    const { gate } = this.redis;
    if (!gate.isOpen) return {};
    const asked = this.#ask(key, deadline.remainingMs(), find);
    try {
      // The whole exchange has the time of one command, so that a slow Redis is not waited for three times.
      const turn = await gate.runAll(asked);
      return turn === TAKEN ? await this.#waitForOther(key, waited, find, signal) : turn;
    } catch {
      signal.throwIfAborted();
      void asked.then((turn) => (turn === TAKEN ? undefined : turn.release?.())).catch(() => undefined);
      return {};
    }
  }

  async #ask(key: string, remainingMs: number, find: Find): Promise<Turn | typeof TAKEN> {
    // Both are sent at once, so that it is one way to Redis and back, and the lock first: what is not found after that
    // was not stored before it.
    const asked = this.#lock.take(key, Math.min(remainingMs + STORING_MS, LONGEST_LOCK_MS));
    const [found, release] = await Promise.all([find(), asked]);
    if (!found) return release ? { release } : TAKEN;
    void release?.();
    return { found };
  }

  async #waitForOther(
    key: string,
    waited: Pick<Waited<unknown>, 'leastMs'>,
    find: Find,
    signal: AbortSignal,
  ): Promise<Turn> {
    const begunAt = performance.now();
    const isWaitedFor = () => performance.now() - begunAt < Math.min(LONGEST_WAIT_MS, waited.leastMs());
    for (let pauseMs = FIRST_LOOK_MS; isWaitedFor(); pauseMs = LOOKS_MS) {
      await pause(pauseMs, undefined, { signal });
      // In this order: an owner stores before it gives the lock back.
      const taken = await this.#lock.isTaken(key);
      const found = await find();
      if (found) return { found };
      if (!taken) break;
    }
    return {};
  }
}
