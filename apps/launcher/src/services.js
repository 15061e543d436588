const FIRST_PORT = 3021;

/** The shop's services, in the order of their ports. */
export const SERVICES = [
  'users',
  'products',
  'inventory',
  'pricing',
  'reviews',
  'recommendations',
  'carts',
  'orders',
  'payments',
  'shipping',
  'notifications',
].map((name, position) => ({ name, port: FIRST_PORT + position }));
