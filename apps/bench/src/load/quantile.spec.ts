import { median, quantile } from './quantile.js';

describe('a median', () => {
  it('is the value in the middle, whatever order they come in', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of two in the middle', () => {
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('is no number where there is nothing to take it of', () => {
    expect(median([])).toBeNaN();
  });
});

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  it('is the smallest value that the share of all does not exceed', () => {
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile(hundred, 1)).toBe(100);
  });

  it('is the only value there is', () => {
    expect(quantile([7], 0.01)).toBe(7);
  });
});
