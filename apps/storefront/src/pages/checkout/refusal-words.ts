const WORDS: Readonly<Record<string, string>> = {
  'cart-empty': 'There is nothing in your cart.',
  'product-unknown': 'Something in your cart is not sold any more. Please take it out.',
  'out-of-stock':
    'There is not enough left of something in your cart. Please take less of it, or take it out.',
  'payment-declined': 'The payment was declined, and nothing was charged. Another payment method may work.',
  'price-changed': 'A price changed while you ordered. Nothing was charged; please look at the new total.',
  'order-refused': 'The order was refused. What was charged is paid back.',
  'shipping-refused': 'This cannot be sent to that address. What was charged is paid back.',
  'gave-up': 'It could not be done in time. Nothing was ordered, and what was charged is paid back.',
};

/** Why there is no order, and what to do about it. */
export function refusalWords(reason: string | undefined): string {
  return (
    WORDS[reason ?? ''] ?? 'The order was refused, and nothing was charged. Please look at what you entered.'
  );
}
