import type { PassThrough } from './pass-through/declaration.js';

/** How an upstream is called; every field can be set by the environment as `<NAME>_<FIELD>`. */
export interface UpstreamPolicy {
  /** What the upstream is told of the caller: id headers, the caller's own token, or nothing. */
  readonly identity: 'headers' | 'token' | 'none';
  /** Whom the token is for (RFC 8707), where the caller's are kept by audience; none: the caller's usual one. */
  readonly audience: string | undefined;
  /** Whether an answer that does not fit its schema is an error, or only reported. */
  readonly answers: 'strict' | 'lenient';

  /** The most that a call may take with all its attempts; the caller's own deadline may be earlier. */
  readonly deadlineMs: number;
  /** How long one attempt may take while there is time for another one. */
  readonly attemptTimeoutMs: number;
  /** With less than this left, an attempt is not begun. */
  readonly minAttemptMs: number;

  /** Calls in flight, streams included. */
  readonly maxInFlight: number;
  /** Calls that wait for one of these to end; further ones fail at once. */
  readonly maxQueued: number;

  /** The breaker opens when more than this part of the calls in its window failed... */
  readonly breakerErrorPercent: number;
  /** ...of at least so many. */
  readonly breakerVolume: number;
  readonly breakerWindowMs: number;
  /** How long it stays open before one call may probe. */
  readonly breakerResetMs: number;

  readonly retries: number;
  /** Retries cost a token each; a call that succeeds earns this part of one. */
  readonly retryBudgetPercent: number;
  /** So many retries are there for an upstream that earned none. */
  readonly retryBudgetReserve: number;
  /** The longest first wait before a retry; it doubles, and the wait is drawn between zero and it. */
  readonly backoffMs: number;

  /** An instance sits out after so many failures in a row. */
  readonly ejectAfter: number;
  /** How long it sits out first; each further time doubles, up to `maxEjectMs`. */
  readonly ejectMs: number;
  readonly maxEjectMs: number;
  /** How long an instance takes to come back to its full share. */
  readonly slowReturnMs: number;
  /** Where instances are asked for their health; none: they are not asked. */
  readonly healthCheckPath: string | undefined;
  readonly healthCheckIntervalMs: number;

  /** The largest answer that is buffered, before and after decompression. */
  readonly maxAnswerBytes: number;
  readonly maxHeaderBytes: number;
  /** The largest request body that is buffered to filter its fields. */
  readonly maxRequestBytes: number;
  /** Slower than this, a streamed body is cut once the deadline has passed. */
  readonly minBytesPerSecond: number;
  /** A streamed body of which its reader took nothing for so long is cut; it is looked at once a second. */
  readonly stalledReaderMs: number;
  /** How long an idle connection is kept. */
  readonly keepAliveMs: number;
}

/** One upstream: where it is, how it is called, and what is passed through to it. */
export interface UpstreamDeclaration extends Partial<UpstreamPolicy> {
  /** One or more instances, separated by commas; `<NAME>_URL` overrides it. */
  readonly url: string;
  readonly passThrough?: readonly PassThrough[];
}

export const safePolicy: UpstreamPolicy = Object.freeze({
  identity: 'none',
  audience: undefined,
  answers: 'strict',
  deadlineMs: 1_000,
  attemptTimeoutMs: 350,
  minAttemptMs: 5,
  maxInFlight: 256,
  maxQueued: 64,
  breakerErrorPercent: 50,
  breakerVolume: 30,
  breakerWindowMs: 10_000,
  breakerResetMs: 2_000,
  retries: 2,
  retryBudgetPercent: 20,
  retryBudgetReserve: 3,
  backoffMs: 25,
  ejectAfter: 5,
  ejectMs: 1_000,
  maxEjectMs: 30_000,
  slowReturnMs: 5_000,
  healthCheckPath: undefined,
  healthCheckIntervalMs: 5_000,
  maxAnswerBytes: 2 * 1024 * 1024,
  maxHeaderBytes: 16 * 1024,
  maxRequestBytes: 256 * 1024,
  minBytesPerSecond: 1_024,
  stalledReaderMs: 30_000,
  keepAliveMs: 4_000,
});
