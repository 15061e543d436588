import { expectTypeOf } from 'expect-type';
import type { CachePolicy, CachePolicyFor } from './index.js';

test('an operation that reads the principal cannot be declared public', () => {
  expectTypeOf<CachePolicy<'public'>>().not.toExtend<CachePolicyFor<'principal'>>();
  expectTypeOf<CachePolicy<'perPrincipal'>>().toExtend<CachePolicyFor<'principal'>>();
  expectTypeOf<CachePolicy<'perTenant'>>().toExtend<CachePolicyFor<'principal'>>();
  expectTypeOf<CachePolicy<'public'>>().toExtend<CachePolicyFor<'nothing'>>();

  // @ts-expect-error: what reads the principal is not public
  const leak: CachePolicyFor<'principal'> = { audience: 'public', freshMs: 1_000 };
  expect(leak.audience).toBe('public');
});
