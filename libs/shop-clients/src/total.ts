import type { Money } from './money.js';

/** One line of a cart: what one piece costs, as far as that is known, and how many there are. */
export interface PricedLine {
  readonly price: Money | null;
  readonly quantity: number;
}

/**
 * What all lines cost together, in whole minor units; `null` where that cannot be said:
 * - there are no lines, and so there is no currency
 * - a price is missing, or is in another currency than the others
 * - the sum is beyond what a number holds exactly
 */
export function totalOf(lines: readonly PricedLine[]): Money | null {
  const currency = lines[0]?.price?.currency;
  if (currency === undefined) return null;
  let amount = 0;
  for (const { price, quantity } of lines) {
    if (price?.currency !== currency) return null;
    amount += price.amount * quantity;
  }
  return Number.isSafeInteger(amount) ? { amount, currency } : null;
}
