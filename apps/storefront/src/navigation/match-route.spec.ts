import { matchRoute } from './match-route.js';

const PATTERNS = ['/', '/products', '/products/:id', '/orders/:id'] as const;

describe('the page that a path leads to', () => {
  it.each([
    ['/', '/', ''],
    ['/products', '/products', ''],
    ['/products/p-001', '/products/:id', 'p-001'],
    ['/orders/o%2D1', '/orders/:id', 'o-1'],
    ['/orders/100%', '/orders/:id', '100%'],
  ])('%s is %s of "%s"', (path, pattern, id) => {
    expect(matchRoute(PATTERNS, path)).toEqual({ pattern, id });
  });

  it.each(['', '/nowhere', '/products/', '/products/p-001/', '/products/p-001/reviews', '//'])(
    '%s is none',
    (path) => {
      expect(matchRoute(PATTERNS, path)).toBeUndefined();
    },
  );
});
