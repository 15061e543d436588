/** The paths of the shop's pages; web-bff serves the shop's document at these, and nowhere else. */
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
