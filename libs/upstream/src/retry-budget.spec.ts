import { fakeClock } from '@frontdesk/testing';
import { RetryBudget } from './retry-budget.js';

function aBudget() {
  const clock = fakeClock();
  const budget = new RetryBudget(20, 3, 10, 1_000, () => clock.now());
  const spent = () => {
    let count = 0;
    while (budget.spend()) count += 1;
    return count;
  };
  return { clock, budget, spent };
}

describe('a retry budget', () => {
  test('has three at first, and none for an upstream that only fails', () => {
    const { spent } = aBudget();
    expect([spent(), spent()]).toEqual([3, 0]);
  });

  test('earns a fifth of a retry with each success, up to its most', () => {
    const { budget, spent } = aBudget();
    spent();
    for (let i = 0; i < 10; i++) budget.earn();
    expect(spent()).toBe(2);
    for (let i = 0; i < 1_000; i++) budget.earn();
    expect(spent()).toBe(10);
  });

  test('has its reserve back after a rest', () => {
    const { clock, spent } = aBudget();
    spent();
    clock.advance(999);
    expect(spent()).toBe(0);
    clock.advance(1);
    expect(spent()).toBe(3);
  });
});
