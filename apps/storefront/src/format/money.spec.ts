import { asMoney } from './money.js';

it.each([
  [12_990, 'EUR', '€129.90'],
  [5, 'EUR', '€0.05'],
  [0, 'EUR', '€0.00'],
  [1_234_500, 'JPY', '¥1,234,500'],
])('%d minor units of %s are %s', (amount, currency, text) => {
  expect(asMoney({ amount, currency })).toBe(text);
});
