import type { BreakerState } from './steps/guard-with-breaker.js';
import type { UpstreamErrorCode } from './upstream-error.js';

/** How a call or an attempt ended. */
export type Outcome = 'ok' | UpstreamErrorCode | 'deadline' | 'caller-gone' | 'failed';

interface Operation {
  readonly upstream: string;
  readonly route: string;
  readonly durationMs: number;
  readonly outcome: Outcome;
  readonly status: number | undefined;
}

export interface Attempted extends Operation {
  readonly instance: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

export interface Called extends Operation {
  readonly attempts: number;
}

/** Whom the pipeline tells what happened; it must not throw. */
export interface UpstreamObserver {
  attempted?(event: Attempted): void;
  called?(event: Called): void;
  breakerChanged?(event: { readonly upstream: string; readonly state: BreakerState }): void;
  /** An instance was set aside. */
  ejected?(event: { readonly upstream: string; readonly instance: string; readonly forMs: number }): void;
  /** One that was set aside answers well again, with its whole share of the calls. */
  returned?(event: { readonly upstream: string; readonly instance: string }): void;
  drifted?(event: { readonly upstream: string; readonly route: string; readonly problem: string }): void;
}
