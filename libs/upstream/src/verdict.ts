import { type UpstreamError, type UpstreamErrorCode } from './upstream-error.js';
import type { Outcome } from './observer.js';

/** What an outcome says of the upstream: that it failed, that it answered, or nothing at all. */
export type Verdict = 'fault' | 'answered' | 'silent';

const VERDICTS: Readonly<Record<Exclude<UpstreamErrorCode, 'status'>, Verdict>> = {
  'connect-failed': 'fault',
  reset: 'fault',
  'attempt-timeout': 'fault',
  'bad-headers': 'fault',
  // What one resource holds is no reason to stop asking for the others.
  'too-large': 'answered',
  'bad-content-type': 'answered',
  'bad-json': 'answered',
  'unsafe-integer': 'answered',
  redirect: 'answered',
  'schema-drift': 'answered',
  'breaker-open': 'silent',
  'bulkhead-full': 'silent',
};

/** Judges an error; `blamed` says whether the upstream is why a deadline passed. */
export function verdictOf(error: unknown, blamed: boolean): Verdict {
  const { name } = error as Error;
  if (name === 'CallerGone') return 'silent';
  if (name === 'DeadlineExceeded') return blamed ? 'fault' : 'silent';
  if (name !== 'UpstreamError') return 'answered';
  const { code, status = 0 } = error as UpstreamError;
  if (code === 'status') return status >= 500 ? 'fault' : 'answered';
  return VERDICTS[code];
}

/** The error's place in the closed list that metrics know. */
export function outcomeOf(error: unknown): Outcome {
  switch ((error as Error).name) {
    case 'UpstreamError':
      return (error as UpstreamError).code;
    case 'DeadlineExceeded':
      return 'deadline';
    case 'CallerGone':
      return 'caller-gone';
    default:
      return 'failed';
  }
}
