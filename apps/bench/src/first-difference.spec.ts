import { firstDifference } from './first-difference.js';

it('finds none between equal answers, in whatever order their fields are', () => {
  expect(firstDifference({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBeUndefined();
});

it('names where two answers differ', () => {
  expect(firstDifference({ items: [{ price: 1 }] }, { items: [{ price: 2 }] })).toBe('items.0.price');
  expect(firstDifference({ items: [] }, { items: {} })).toBe('items');
  expect(firstDifference({ a: null }, {})).toBe('a');
  expect(firstDifference([1], [1, 2])).toBe('1');
  expect(firstDifference('a', null)).toBe('the whole');
});
