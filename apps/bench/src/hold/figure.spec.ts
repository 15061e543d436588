import { isKept, limitOf } from './figure.js';

const p99 = { what: 'p99', value: 15, atMost: 10, unit: 'ms' } as const;
const failed = { what: 'failed', value: 1, atMost: 0, of: 500 } as const;

describe('a figure', () => {
  test('may take longer on a machine that does other things as well', () => {
    expect(limitOf(p99, 2)).toBe(20);
    expect([isKept(p99, 1), isKept(p99, 2)]).toEqual([false, true]);
  });

  test('that is a count is excused by no noise', () => {
    expect(isKept(failed, 10)).toBe(false);
    expect(isKept({ ...failed, value: 0 }, 1)).toBe(true);
  });

  test('that could not be measured is not kept', () => {
    expect(isKept({ ...p99, value: NaN }, 1)).toBe(false);
    expect(isKept({ ...p99, value: Infinity }, 1)).toBe(false);
  });
});
