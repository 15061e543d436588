import type { Problem } from '@frontdesk/web-client';
import type { Attempt } from './attempt.js';

/** What came of an attempt; `unknown` may be an order, and is asked for again under the same key. */
export type Outcome =
  | { readonly end: 'placed'; readonly orderId: string }
  | { readonly end: 'refused'; readonly reason: string | undefined }
  | { readonly end: 'unknown' | 'logged-out' };

/** One call of the checkout, as the client of web-bff answers it. */
export type CheckOut = (attempt: Attempt) => Promise<{
  data?: { readonly order: { readonly id: string } | null } | undefined;
  error?: (Problem & { readonly reason?: string }) | undefined;
  response: Pick<Response, 'status' | 'headers'>;
}>;

const TRIES = 8;
const WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
/** What the checkout says for good; everything else, such as no answer at all, leaves open whether it was an order. */
const FINAL = new Set([400, 403, 404, 422]);

/**
 * Asks until it is known what came of an attempt, which the checkout makes one order of however often it is asked:
 * a lost answer, one that takes long, and a call that still runs are all asked for again. Gives up after some tries.
 */
export async function placeOrder(
  attempt: Attempt,
  checkOut: CheckOut,
  wait: (ms: number) => Promise<unknown>,
): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    const { data, error, response } = await checkOut(attempt);
    if (data?.order) return { end: 'placed', orderId: data.order.id };
    if (response.status === 401) return { end: 'logged-out' };
    if (FINAL.has(response.status)) return { end: 'refused', reason: error?.reason };
    if (tries === TRIES) return { end: 'unknown' };
    await wait(waitMs(response.headers.get('retry-after'), tries));
  }
}

function waitMs(retryAfterS: string | null, tries: number): number {
  const asked = Number(retryAfterS ?? 0) * 1_000;
  return Math.min(Math.max(asked, WAIT_MS * Math.min(tries, 3)), LONGEST_WAIT_MS);
}
