import { type Clock, type Principal, systemClock } from '@frontdesk/request-context';

/** How long the keys' withdrawal may go unnoticed, at most, for a token that was verified before it. */
const REMEMBERED_AT_MOST_MS = 60_000;
const CAPACITY = 5_000;

interface Verified {
  readonly principal: Principal;
  readonly until: number;
}

/** Tokens that were found genuine a moment ago: the least recently used is forgotten first. */
export class VerifiedTokens {
  /** A Map runs in the order of insertion, so the first key is the one that was not used for longest. */
  readonly #tokens = new Map<string, Verified>();

  constructor(
    private readonly clock: Clock = systemClock,
    private readonly capacity: number = CAPACITY,
  ) {}

  /** Whose token this is, if it was verified at most 60 s ago and has not expired since. */
  get(token: string): Principal | undefined {
    const verified = this.#tokens.get(token);
    if (!verified) return undefined;
    this.#tokens.delete(token);
    if (verified.until <= this.clock.now()) return undefined;
    this.#tokens.set(token, verified);
    return verified.principal;
  }

  /** Remembers a token that is valid for `validForMs` more milliseconds. */
  remember(token: string, principal: Principal, validForMs: number): void {
    const until = this.clock.now() + Math.min(validForMs, REMEMBERED_AT_MOST_MS);
    this.#tokens.set(token, { principal, until });
    if (this.#tokens.size <= this.capacity) return;
    for (const [oldest] of this.#tokens) {
      this.#tokens.delete(oldest);
      return;
    }
  }
}
