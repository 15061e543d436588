import { setTimeout as pause } from 'node:timers/promises';
import { unavailabilityIn } from '../provider/provider-unavailable.js';
import type { HeldSession } from '../store/held-session.js';
import type { Session } from '../store/session.js';
import { type Renewal, type RenewalParts, renewSession } from './renew-session.js';

/** After a failure the provider is let alone for so long; sessions go on meanwhile. */
const REST_MS = 3_000;

/** How long a gateway that stops waits for renewals: whatever starts it again waits for no longer. */
const CLOSE_WITHIN_MS = 5_000;
/** What takes longer is not waited for by those who can do without. */
const LATE_MS = 500;

interface UnderWay {
  readonly startedAt: number;
  readonly audience: string;
  readonly renewal: Promise<Renewal>;
  /** When what it brought is put away, and another may begin. */
  readonly over: Promise<void>;
}

/**
 * One renewal for all who wait for the same one, and one at a time for each session. It belongs to none of them: whoever
 * leaves takes nobody along, and what the provider gave is kept.
 */
export class Renewals {
  readonly #underWay = new Map<string, UnderWay>();
  /** Until when nothing is asked for an audience; of all of them, where the provider does not answer. */
  readonly #rests = new Map<string | undefined, number>();

  constructor(private readonly parts: RenewalParts) {}

  /** Renews the token for this audience; never rejects. */
  async renew({ key, session }: HeldSession, audience = ''): Promise<Renewal> {
    for (;;) {
      const underWay = this.#underWay.get(key);
      if (!underWay) return this.#start(key, audience, session);
      const renewal = await underWay.renewal;
      if (renewal === 'ended' || underWay.audience === audience) return renewal;
      await underWay.over;
    }
  }

  /** Whether a renewal of this session takes so long already that it is not worth waiting for. */
  isLate(key: string): boolean {
    const underWay = this.#underWay.get(key);
    return underWay !== undefined && this.parts.clock.now() - underWay.startedAt > LATE_MS;
  }

  /** Waits until what is under way is put away: a token that was given must not end with the process. */
  async close(): Promise<void> {
    const over = [...this.#underWay.values()].map((underWay) => underWay.over);
    if (over.length === 0) return;
    const patience = new AbortController();
    const late = pause(CLOSE_WITHIN_MS, undefined, { signal: patience.signal });
    await Promise.race([Promise.all(over), late]);
    patience.abort();
    await late.catch(() => undefined);
  }

  async #start(key: string, audience: string, seen: Session): Promise<Renewal> {
    if (this.#isResting(undefined) || this.#isResting(audience)) return 'failed';
    const work = renewSession(this.parts, key, audience, seen);
    const renewal = work.then(
      (done) => done.renewal,
      (error: unknown) => this.#rest(audience, error),
    );
    const end = () => void this.#underWay.delete(key);
    const over = work.then(({ settled }) => settled).then(end, end);
    this.#underWay.set(key, { audience, renewal, over, startedAt: this.parts.clock.now() });
    return renewal;
  }

  #isResting(audience: string | undefined): boolean {
    return (this.#rests.get(audience) ?? 0) > this.parts.clock.now();
  }

  #rest(audience: string, error: unknown): 'failed' {
    const unavailable = unavailabilityIn(error);
    // Perhaps it has moved, or the secret was changed: both are read anew.
    if (unavailable) this.parts.provider.forget();
    this.#rests.set(unavailable ? undefined : audience, this.parts.clock.now() + REST_MS);
    this.parts.tell('access tokens cannot be renewed now', error);
    return 'failed';
  }
}
