/** The paths of the shop's pages; the build tells them to web-bff, which serves the shop's document at these alone. */
export const PAGES = [
  '/',
  '/products',
  '/products/:id',
  '/cart',
  '/checkout',
  '/orders',
  '/orders/:id',
  '/account',
] as const;

export type Page = (typeof PAGES)[number];
