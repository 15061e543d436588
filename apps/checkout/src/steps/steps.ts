import { chargePayment } from './charge-payment.js';
import { createOrder } from './create-order.js';
import { emptyCart } from './empty-cart.js';
import { reserveStock } from './reserve-stock.js';
import { scheduleShipping } from './schedule-shipping.js';
import type { Step } from './step.js';
import { validateCart } from './validate-cart.js';

/** A purchase, from top to bottom; undone, from bottom to top. With the last of them it is placed. */
export const steps: readonly Step[] = [
  validateCart,
  reserveStock,
  chargePayment,
  createOrder,
  scheduleShipping, // last, because nothing takes it back
];

/** What is left to do when the order stands: it is repeated until it is done, and refuses nothing any more. */
export const closingStep: Step = emptyCart;
