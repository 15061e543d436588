const refusals = new WeakMap<object, Error>();

/** Notes why the credentials of a request were refused, or could not be looked at, for the guard that answers so. */
export function recordRefusal(request: object, refusal: Error): void {
  refusals.set(request, refusal);
}

/** Why the credentials of this request were refused; undefined if none were sent, or they are good. */
export function recordedRefusal(request: object): Error | undefined {
  return refusals.get(request);
}
