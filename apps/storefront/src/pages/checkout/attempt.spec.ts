import { Attempts, type Purchase } from './attempt.js';

const purchase: Purchase = {
  paymentMethodId: 'pm-1',
  address: { street: 'A', city: 'B', postalCode: '1', country: 'SE' },
};

describe('an attempt to order', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  let made = 0;
  const attempts = () => new Attempts(storage, () => `key-${++made}`);

  beforeEach(() => {
    kept.clear();
    made = 0;
  });

  it('has one key, however often it is begun, and with whatever', () => {
    const first = attempts().begin('alice', purchase);
    const other = { ...purchase, paymentMethodId: 'pm-2' };
    expect(attempts().begin('alice', other)).toEqual(first);
    expect(made).toBe(1);
  });

  it('is still there after a reload', () => {
    const begun = attempts().begin('alice', purchase);
    expect(attempts().pending('alice')).toEqual(begun);
  });

  it('is followed by another, with another key, once its end is known', () => {
    const first = attempts().begin('alice', purchase);
    attempts().settle();
    expect(attempts().pending('alice')).toBeUndefined();
    expect(attempts().begin('alice', purchase).key).not.toBe(first.key);
  });

  it("never becomes somebody else's", () => {
    attempts().begin('alice', purchase);
    expect(attempts().pending('bob')).toBeUndefined();
    expect(attempts().begin('bob', purchase)).toMatchObject({ key: 'key-2', userId: 'bob' });
  });
});
