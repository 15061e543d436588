import { TwoSegmentLru } from './two-segment-lru.js';

const MAX_BYTES = 1_000;
const item = { bytes: 10 };

test('what is used again stays, however many are used once', () => {
  const evicted: string[] = [];
  const lru = new TwoSegmentLru(MAX_BYTES, (key) => evicted.push(key));
  lru.add('regular', item);
  lru.use('regular');
  for (let key = 0; key < 1_000; key += 1) lru.add(`once-${key}`, item);

  expect(lru.look('regular')).toBe(item);
  expect(lru.look('once-0')).toBeUndefined();
  expect(lru.look('once-999')).toBe(item);
  expect(evicted).toHaveLength(1_000 - 25);
});

test('it never holds more than its bytes, whatever is used', () => {
  const lru = new TwoSegmentLru(MAX_BYTES, () => undefined);
  for (let key = 0; key < 5_000; key += 1) {
    lru.add(`${key}`, item);
    lru.use(`${key}`);
    lru.use(`${key - 50}`);
    expect(lru.bytes).toBeLessThanOrEqual(MAX_BYTES);
  }
  expect(lru.size * item.bytes).toBe(lru.bytes);
});

test('a regular that is not used any more makes way for others', () => {
  const lru = new TwoSegmentLru(MAX_BYTES, () => undefined);
  lru.add('was-regular', item);
  lru.use('was-regular');
  for (let key = 0; key < 200; key += 1) {
    lru.add(`${key}`, item);
    lru.use(`${key}`);
  }

  expect(lru.look('was-regular')).toBeUndefined();
});
