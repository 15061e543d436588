/** Where the pages of the shop are, as routes; the shop's own script reads the rest of the path. */
export const PAGE_PATHS = [
  '/',
  '/products',
  '/products/:id',
  '/cart',
  '/checkout',
  '/orders',
  '/orders/:id',
  '/account',
] as const;
