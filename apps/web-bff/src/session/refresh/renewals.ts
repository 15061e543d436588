import { setTimeout as pause } from 'node:timers/promises';
import { ResponseBodyError } from 'openid-client';
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

/** Errors about the provider, or about what is asked for, whoever it is for (RFC 6749, section 5.2; RFC 8707, section 2). */
const ABOUT_ALL = new Set([
  'invalid_request',
  'invalid_scope',
  'invalid_target',
  'server_error',
  'temporarily_unavailable',
  'unsupported_grant_type',
]);

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
  /** The same for sessions whose own token was refused, so that one user's trouble is not another's. */
  readonly #refused = new WeakMap<HeldSession, number>();

  constructor(private readonly parts: RenewalParts) {}

  /** Renews the token for this audience; never rejects. */
  async renew(held: HeldSession, audience = ''): Promise<Renewal> {
    const { key, session } = held;
    for (;;) {
      const underWay = this.#underWay.get(key);
      if (!underWay) return this.#start(held, audience, session);
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

  async #start(held: HeldSession, audience: string, seen: Session): Promise<Renewal> {
    if (this.#isResting(held, audience)) return 'failed';
    const { key } = held;
    const work = renewSession(this.parts, key, audience, seen);
    const renewal = work.then(
      (done) => done.renewal,
      (error: unknown) => this.#rest(held, audience, error),
    );
    const end = () => void this.#underWay.delete(key);
    const over = work.then(({ settled }) => settled).then(end, end);
    this.#underWay.set(key, { audience, renewal, over, startedAt: this.parts.clock.now() });
    return renewal;
  }

  #isResting(held: HeldSession, audience: string): boolean {
    const until = [this.#rests.get(undefined), this.#rests.get(audience), this.#refused.get(held)];
    return Math.max(...until.map((at = 0) => at)) > this.parts.clock.now();
  }

  #rest(held: HeldSession, audience: string, error: unknown): 'failed' {
    const until = this.parts.clock.now() + REST_MS;
    const unavailable = unavailabilityIn(error);
    // Perhaps it has moved, or the secret was changed: both are read anew.
    if (unavailable) this.parts.provider.forget();
    if (!unavailable && isAboutOne(error)) this.#refused.set(held, until);
    else this.#rests.set(unavailable ? undefined : audience, until);
    this.parts.tell('access tokens cannot be renewed now', error);
    return 'failed';
  }
}

function isAboutOne(error: unknown): boolean {
  return error instanceof ResponseBodyError && !ABOUT_ALL.has(error.error);
}
