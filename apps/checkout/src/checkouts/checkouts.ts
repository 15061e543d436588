import { InvalidInput } from '@frontdesk/gateway';
import { CallerGone, type Principal, type RequestContext } from '@frontdesk/request-context';
import { NotFoundException } from '@nestjs/common';
import { type Answer, keyReused, notYet, placed, refused, stillRunning, tooLate, viewOf } from './answer.js';
import type { Checkout, LeasedCheckout } from './checkout.js';
import { type Asking, checkoutIdOf, digestOf, type StepLog } from './step-log.js';
import type { Workers } from './workers.js';

/** Left of the caller's time for the answer to reach them. */
const ANSWER_MS = 50;

/** Purchases as callers ask for them. */
export class Checkouts {
  constructor(
    private readonly log: StepLog,
    private readonly workers: Workers,
  ) {}

  /** Makes a purchase, or answers as the first call with this key was answered. */
  async purchase(asking: Asking, context: RequestContext): Promise<Answer> {
    checkRequest(asking);
    const id = checkoutIdOf(asking);
    const opened = await this.log.open(asking);
    if (opened) return this.#carryOut(opened, context);

    const found = await this.log.find(id);
    if (found?.requestDigest !== digestOf(asking.request)) return keyReused;
    const ended = endOf(found);
    if (ended) return ended;
    const taken = await this.log.take(id);
    if (taken) return this.#carryOut(taken, context);
    // Somebody works on it; or has just ended.
    return endOf(await this.log.find(id)) ?? stillRunning;
  }

  /** A purchase of the principal's own. */
  async byId(id: string, principal: Principal) {
    const found = await this.log.find(id);
    if (found?.principal.kind !== principal.kind || found.principal.id !== principal.id)
      throw new NotFoundException('there is no such checkout');
    return viewOf(found);
  }

  async #carryOut(checkout: LeasedCheckout, context: RequestContext): Promise<Answer> {
    const inTime = await endsInTime(this.workers.carryOut(checkout), context);
    return endOf(await this.log.find(checkout.id)) ?? (inTime ? notYet : tooLate);
  }
}

function endOf(checkout: Checkout | undefined): Answer | undefined {
  if (checkout?.state === 'placed') return placed(checkout);
  return checkout?.state === 'refused' && checkout.refusal ? refused(checkout.refusal) : undefined;
}

/** What the schema cannot say: it depends on who asks. */
function checkRequest({ principal, request }: Asking): void {
  const invalid = (field: string, detail: string) => new InvalidInput([{ in: 'body', field, detail }]);
  if (principal.kind === 'user' && !request.paymentMethodId) throw invalid('paymentMethodId', 'is required');
  if (principal.kind === 'partner' && request.paymentMethodId)
    throw invalid('paymentMethodId', 'is for users: a partner is charged by its contract');
  if (principal.kind === 'partner' && !request.items)
    throw invalid('items', 'is required: a partner has no cart');
}

/** Whether the work ends while the caller still waits; it goes on either way. */
async function endsInTime(work: Promise<void>, { deadline, signal }: RequestContext): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let leave = () => {};
  const time = new Promise<boolean>((resolve, reject) => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline.remainingMs() - ANSWER_MS));
    leave = () => reject(new CallerGone());
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work.then(() => true), time]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
