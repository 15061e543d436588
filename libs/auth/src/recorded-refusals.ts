import type { KeysUnavailable, Unauthenticated } from './refusals.js';

type Refusal = Unauthenticated | KeysUnavailable;

const refusals = new WeakMap<object, Refusal>();

/** Notes why the credentials of a request were refused, for the guard that answers so. */
export function recordRefusal(request: object, refusal: Refusal): void {
  refusals.set(request, refusal);
}

/** Why the credentials of this request were refused; undefined if none were sent, or they are good. */
export function recordedRefusal(request: object): Refusal | undefined {
  return refusals.get(request);
}
