import { path, type UpstreamError } from '@frontdesk/upstream';
import { z } from 'zod';
import { command } from '../command.js';
import { Money } from '../money.js';
import { OrderStatus } from '../orders.js';
import { PARTNERS } from './buyers.js';
import { PurchasePending } from './purchase-pending.js';
import { PurchaseRefused } from './purchase-refused.js';
import type { PurchaseRequest } from './purchase-request.js';

/** A purchase that is made, as its buyer is shown it. */
export const Purchase = z
  .object({
    id: z.string(),
    status: z.literal('placed'),
    order: z.object({
      id: z.string(),
      status: OrderStatus,
      items: z.array(z.object({ productId: z.string(), quantity: z.int(), unitPrice: Money })),
      total: Money,
      createdAt: z.iso.datetime(),
    }),
    paymentId: z.string().nullable(),
    shipmentId: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Purchase' });

/** What a partner buys: it has neither cart nor payment method, and pays by invoice. */
export interface PartnerPurchase {
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
  readonly address?: PurchaseRequest['address'];
}

/** Answers, and no failures of the checkout's: asked again at once, it would only say that a call still runs. */
const PENDING = {
  409: () => new PurchasePending('running'),
  503: () => new PurchasePending('unfinished'),
  504: () => new PurchasePending('late'),
};

const purchaseOf = (idempotencyKey: string, body: PurchaseRequest | PartnerPurchase) => ({
  path: path`/checkouts`,
  body,
  idempotencyKey,
});

export const checkoutCommands = {
  /** Buys what lies in the caller's cart, once for each key. */
  purchase: command({
    route: 'POST /checkouts',
    request: (idempotencyKey: string, body: PurchaseRequest) => purchaseOf(idempotencyKey, body),
    answer: Purchase,
    refusals: { ...PENDING, 422: (said) => PurchaseRefused.from(said) },
    failure: asPending,
  }),
  /** Buys what a partner names, once for each key. */
  partnerPurchase: command({
    route: 'POST /checkouts',
    request: (idempotencyKey: string, body: PartnerPurchase) => purchaseOf(idempotencyKey, body),
    answer: Purchase,
    refusals: { ...PENDING, 422: (said) => PurchaseRefused.from(said, PARTNERS) },
    failure: asPending,
  }),
};

/** After these nobody knows whether it was begun, or it was not and may be later. */
const MAY_BE_MADE_YET = new Set(['status', 'connect-failed', 'reset', 'breaker-open', 'bulkhead-full']);
const FAILED_FROM = 500;
/** Of a purchase that is to be made they say that somebody else answers at the checkout's address, as while it moves. */
const NO_CHECKOUT = new Set([404, 410]);

/** An error as the buyer is told it: what leaves open how the purchase ends says so, and when to ask again. */
export function asPending(error: unknown): unknown {
  const { name, code = '', status = FAILED_FROM, retryAfterMs } = error as UpstreamError;
  const isLate = name === 'UpstreamError' ? code === 'attempt-timeout' : name === 'DeadlineExceeded';
  if (isLate) return new PurchasePending('late', { cause: error });
  if (name === 'UpstreamError' && MAY_BE_MADE_YET.has(code) && isFailure(status))
    return new PurchasePending('unfinished', { retryAfterMs, cause: error });
  return error;
}

function isFailure(status: number): boolean {
  return status >= FAILED_FROM || NO_CHECKOUT.has(status);
}
