import type { RequestContext } from '@frontdesk/request-context';
import { CoalescedCall, type CoalescedLoad, type Waiter } from './coalesced-call.js';

/** The calls of one run by what they ask for, so that nothing is asked twice. */
export class CoalescedCalls {
  readonly #context: RequestContext;
  #calls: Map<string, CoalescedCall> | undefined;

  constructor(context: RequestContext) {
    this.#context = context;
  }

  /** The call under way or done for this key, if it can last as long as the waiter, or a new one. */
  callFor(key: string, waiter: Waiter, load: CoalescedLoad<unknown>): CoalescedCall {
    this.#calls ??= new Map();
    const known = this.#calls.get(key);
    if (known?.lastsFor(waiter)) {
      known.join(waiter);
      return known;
    }
    const call = new CoalescedCall(this.#context, waiter, load);
    this.#calls.set(key, call);
    return call;
  }

  /** Takes a waiter from a call; a call that is given up by it is shared with no later part. */
  leave(key: string, call: CoalescedCall, waiter: Waiter, reason?: object): void {
    if (call.leave(waiter, reason) && this.#calls?.get(key) === call) this.#calls.delete(key);
  }
}
