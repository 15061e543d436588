/** Which part an error came out of. */
export interface FailedPart {
  readonly view: string;
  readonly part: string;
}

// The error goes on as it was, frozen or shared as it may be: what is known of it stands beside it.
const failedParts = new WeakMap<object, FailedPart>();

/** The part that a view failed by with this error, for the log line about it. */
export function failedPartOf(error: unknown): FailedPart | undefined {
  return typeof error === 'object' && error !== null ? failedParts.get(error) : undefined;
}

/** Notes which part the error came out of; what is no object cannot be noted, and becomes the cause of an error. */
export function blame(error: unknown, failed: FailedPart): object {
  const thrown =
    typeof error === 'object' && error !== null
      ? error
      : new Error(`part '${failed.part}' threw what is no error`, { cause: error });
  if (!failedParts.has(thrown)) failedParts.set(thrown, failed);
  return thrown;
}
