import * as fc from 'fast-check';
import type { Principal } from '@frontdesk/request-context';
import type { Audience } from './cache-policy.js';
import { entryKey } from './entry-key.js';

/** Texts made of what could imitate a key's own marks. */
const text = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom('|', ':', '0', '1', '2', 'u', 's', 'e', 'r', '\0', 'é', '💡'),
    maxLength: 6,
  }),
);
const principal: fc.Arbitrary<Principal> = fc.record({
  kind: fc.constantFrom('user' as const, 'partner' as const),
  id: text,
  scopes: fc.array(text, { maxLength: 3 }).map((scopes) => new Set(scopes)),
});
const audience = fc.constantFrom<Audience>('public', 'perPrincipal', 'perTenant');
const RUNS = { numRuns: 5_000 };

const isSame = (one: Principal, two: Principal) => one.kind === two.kind && one.id === two.id;

test('two principals never share a key of their own, whatever characters their ids and the keys hold', () => {
  fc.assert(
    fc.property(principal, principal, text, text, (one, two, key, otherKey) => {
      fc.pre(!isSame(one, two));
      expect(entryKey('perPrincipal', one, key)).not.toBe(entryKey('perPrincipal', two, otherKey));
      expect(entryKey('perTenant', one, key)).not.toBe(entryKey('perTenant', two, otherKey));
    }),
    RUNS,
  );
});

test('two audiences never share a key', () => {
  fc.assert(
    fc.property(
      audience,
      audience,
      principal,
      principal,
      text,
      text,
      (one, two, who, other, key, otherKey) => {
        fc.pre(one !== two);
        expect(entryKey(one, who, key)).not.toBe(entryKey(two, other, otherKey));
      },
    ),
    RUNS,
  );
});

test('two keys of one owner are never one', () => {
  fc.assert(
    fc.property(audience, principal, text, text, (whose, who, key, otherKey) => {
      fc.pre(key !== otherKey);
      expect(entryKey(whose, who, key)).not.toBe(entryKey(whose, who, otherKey));
    }),
    RUNS,
  );
});

test('a principal whose token allows other things has answers of its own, in whatever order they are named', () => {
  const alice = (...scopes: string[]): Principal => ({ kind: 'user', id: 'alice', scopes: new Set(scopes) });

  expect(entryKey('perPrincipal', alice('a', 'b'), 'k')).toBe(entryKey('perPrincipal', alice('b', 'a'), 'k'));
  expect(entryKey('perPrincipal', alice('a'), 'k')).not.toBe(entryKey('perPrincipal', alice('b'), 'k'));
  expect(entryKey('perTenant', alice('a'), 'k')).toBe(entryKey('perTenant', alice('b'), 'k'));
});
