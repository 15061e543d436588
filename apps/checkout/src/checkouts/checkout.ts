import type { Principal } from '@frontdesk/request-context';
import type { PurchaseRequest } from './purchase-request.js';
import type { Done } from '../steps/step.js';

/** `placed` and `refused` are final; a purchase that is being undone does not turn back. */
export type State = 'running' | 'undoing' | 'placed' | 'refused';

/** Why a purchase was refused; callers may rely on these names. */
export type Reason =
  | 'cart-empty'
  | 'product-unknown'
  | 'out-of-stock'
  | 'payment-declined'
  | 'price-changed'
  | 'order-refused'
  | 'shipping-refused'
  | 'gave-up';

export interface Refusal {
  readonly reason: Reason;
  /** The field of the caller's body that is why. */
  readonly field?: string | undefined;
}

/** `begun` is written before a step is asked for: it may have happened, whatever is known of it. */
export type StepRecord<Result> =
  { readonly state: 'begun' } | { readonly state: 'done' | 'undone'; readonly result: Result };

export type StepRecords = { readonly [Name in keyof Done]?: StepRecord<Done[Name]> };

/** A purchase as it stands in the database. */
export interface Checkout {
  readonly id: string;
  readonly principal: Principal;
  readonly request: PurchaseRequest;
  readonly requestDigest: string;
  readonly state: State;
  readonly refusal: Refusal | undefined;
  readonly steps: StepRecords;
  /** Failures in a row, which the next wait grows with. */
  readonly failures: number;
  /** Whether somebody asked for it not long ago. */
  readonly isWanted: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A purchase that this process alone may go on with, for now. */
export interface LeasedCheckout extends Checkout {
  readonly lease: string;
}

/** The order's id is chosen before it is placed, so that the charge can name it. */
export const orderIdOf = ({ id }: Pick<Checkout, 'id'>): string => `o-${id}`;
