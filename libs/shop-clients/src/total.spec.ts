import { totalOf } from './total.js';

const euros = (amount: number) => ({ amount, currency: 'EUR' });

describe('the total of a cart', () => {
  it('is the sum of its lines in whole minor units', () => {
    expect(
      totalOf([
        { price: euros(10), quantity: 3 },
        { price: euros(1_999), quantity: 2 },
        { price: euros(0), quantity: 1 },
      ]),
    ).toEqual(euros(4_028));
  });

  it.each([
    ['of nothing', []],
    [
      'where a price is missing',
      [
        { price: euros(10), quantity: 1 },
        { price: null, quantity: 1 },
      ],
    ],
    [
      'where the first price is missing',
      [
        { price: null, quantity: 1 },
        { price: euros(10), quantity: 1 },
      ],
    ],
    [
      'of two currencies',
      [
        { price: euros(10), quantity: 1 },
        { price: { amount: 10, currency: 'SEK' }, quantity: 1 },
      ],
    ],
    ['beyond 2^53', [{ price: euros(Number.MAX_SAFE_INTEGER), quantity: 2 }]],
  ])('%s is not known', (_, lines) => {
    expect(totalOf(lines)).toBeNull();
  });
});
