/** Who is told of a purchase that is refused. */
export interface Buyers {
  /** The fields of the checkout's request that they send themselves: the others are none of theirs. */
  readonly fields: RegExp;
  /** Why, by reasons of the checkout's; a reason that is not here yet has the general words. */
  readonly details: Readonly<Record<string, string>>;
}

const DETAILS = {
  'product-unknown': 'A product is not sold, or not any more.',
  'out-of-stock': 'There is not enough of a product left.',
  'gave-up': 'It could not be done in time; whatever was done of it is undone.',
};

export const USERS: Buyers = {
  fields: /^(?:paymentMethodId|address)\b/,
  details: {
    ...DETAILS,
    'cart-empty': 'There is nothing in the cart.',
    'payment-declined': 'The payment was declined; nothing is charged.',
    'price-changed': 'A price changed in the meantime; what was charged is refunded.',
    'order-refused': 'The order was refused; what was charged is refunded.',
    'shipping-refused': 'It cannot be shipped; what was charged is refunded.',
  },
};

/** They have no cart, and pay by invoice. */
export const PARTNERS: Buyers = {
  fields: /^(?:items|address)\b/,
  details: {
    ...DETAILS,
    'payment-declined': 'It cannot be put on your account; nothing is invoiced.',
    'price-changed': 'A price changed in the meantime; nothing is invoiced.',
    'order-refused': 'The order was refused; nothing is invoiced.',
    'shipping-refused': 'It cannot be shipped; nothing is invoiced.',
  },
};
