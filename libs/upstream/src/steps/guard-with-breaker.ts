import CircuitBreaker from 'opossum';
import type { Flight } from '../flight.js';
import type { Next } from '../pipeline.js';
import type { UpstreamPolicy } from '../policy.js';
import { UpstreamError } from '../upstream-error.js';
import { verdictOf } from '../verdict.js';

/** What callers are told to wait at the least: "now" would only bring them back at once. */
const MIN_RETRY_AFTER_MS = 100;

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Stops calling an upstream that fails:
 * - it opens on rate and volume of faults; a 4xx answer is none;
 * - callers that left or were in too great a hurry are not counted at all;
 * - half open, one call probes; if that call says nothing, the next one probes.
 *
 * opossum counts and keeps the state. It is told of a call after its end rather than wrapped around it, for it knows
 * only success and failure: wrapped around, a probe whose caller left would close it.
 */
export class Breaker {
  readonly #circuit: CircuitBreaker<[Error | undefined], void>;
  #openedAt = -Infinity;
  #probing = false;

  constructor(
    private readonly upstream: string,
    private readonly policy: UpstreamPolicy,
    changed: (state: BreakerState) => void,
  ) {
    this.#circuit = new CircuitBreaker(settle, {
      name: upstream,
      timeout: false,
      errorThresholdPercentage: policy.breakerErrorPercent,
      volumeThreshold: policy.breakerVolume,
      rollingCountTimeout: policy.breakerWindowMs,
      resetTimeout: policy.breakerResetMs,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
    });
    this.#circuit.on('open', () => {
      this.#openedAt = performance.now();
      changed('open');
    });
    this.#circuit.on('halfOpen', () => changed('half-open'));
    this.#circuit.on('close', () => changed('closed'));
  }

  get state(): BreakerState {
    return this.#circuit.closed ? 'closed' : this.#circuit.halfOpen ? 'half-open' : 'open';
  }

  readonly guard = (flight: Flight, next: Next): Promise<unknown> => {
    const probe = !this.#circuit.closed;
    if (probe) this.#beginProbe();
    flight.whenEnded((failure) => {
      const verdict = failure === undefined ? 'answered' : verdictOf(failure, flight.blamed);
      if (verdict !== 'silent') this.#report(verdict === 'fault' ? (failure as Error) : undefined, probe);
      else if (probe) this.#probing = false;
    });
    return next(flight);
  };

  close(): void {
    this.#circuit.shutdown();
  }

  #beginProbe(): void {
    if (this.#circuit.halfOpen && !this.#probing) {
      this.#probing = true;
      return;
    }
    const leftMs = this.#openedAt + this.policy.breakerResetMs - performance.now();
    throw new UpstreamError(this.upstream, 'breaker-open', {
      retryAfterMs: Math.max(leftMs, MIN_RETRY_AFTER_MS),
    });
  }

  #report(failure: Error | undefined, probe: boolean): void {
    // A call that was begun before the breaker opened is no probe, whatever it says now.
    if (!probe && !this.#circuit.closed) return;
    if (!probe && !failure) return this.#countSuccess();
    const told = probe ? () => (this.#probing = false) : nothing;
    void this.#circuit.fire(failure).then(told, told);
  }

  /** While it is closed, a success changes nothing but opossum's counts, which it keeps by these events; it need not be acted out. */
  #countSuccess(): void {
    this.#circuit.emit('fire');
    this.#circuit.emit('success', undefined, 0);
  }
}

function nothing(): void {}

function settle(failure: Error | undefined): Promise<void> {
  return failure ? Promise.reject(failure) : Promise.resolve();
}
