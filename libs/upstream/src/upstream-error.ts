/** Every way in which an upstream fails its callers; the deadline and a caller that left are errors of their own. */
export type UpstreamErrorCode =
  | 'breaker-open'
  | 'bulkhead-full'
  | 'connect-failed'
  | 'reset'
  | 'attempt-timeout'
  | 'too-large'
  | 'bad-content-type'
  | 'bad-json'
  | 'unsafe-integer'
  | 'bad-headers'
  | 'redirect'
  | 'schema-drift'
  | 'status';

interface Detail {
  readonly method?: string | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly passedThrough?: boolean;
  readonly cause?: unknown;
}

/** A call that an upstream failed; its message names the upstream and the code, never a host or a body. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  /** What was asked to be done, where the answer's status is what failed: a refused command is told to its caller. */
  readonly method: string | undefined;
  /** The status that was answered, where one was. */
  readonly status: number | undefined;
  /** How long the upstream (or our breaker) asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether what was asked is what the caller wrote: then a 4xx answer is the caller's to know. */
  readonly passedThrough: boolean;

  constructor(
    readonly upstream: string,
    readonly code: UpstreamErrorCode,
    detail: Detail = {},
  ) {
    const status = detail.status === undefined ? '' : ` (${detail.status})`;
    super(`${upstream}: ${code}${status}`, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.method = detail.method;
    this.status = detail.status;
    this.retryAfterMs = detail.retryAfterMs;
    this.passedThrough = detail.passedThrough ?? false;
  }
}
