import { fakeClock } from '@frontdesk/testing';
import { MemoryTier } from './memory-tier.js';

const KB = 1_024;
const clock = fakeClock();

const item = (value: unknown, tags: string[] = []) => ({
  value: { value, at: 0, begunAt: 0, freshMs: 1_000, staleMs: 0 },
  createdAt: 0,
  tags,
});

test('it holds what was used last, within its bytes, keys included', () => {
  const memory = new MemoryTier(100 * KB, clock);
  memory.set('first', item('x'));
  for (let index = 0; index < 1_000; index += 1) {
    memory.set(`${index}-${'k'.repeat(KB)}`, item('v'.repeat(KB)));
    memory.peek('first');
  }

  expect(memory.bytes).toBeLessThanOrEqual(100 * KB);
  expect(memory.size).toBeGreaterThan(5);
  expect(memory.peek('first')).toMatchObject({ value: 'x' });
  expect(memory.peek(`0-${'k'.repeat(KB)}`)).toBeUndefined();
});

test('one entry that is very large is not kept, and evicts nothing', () => {
  const memory = new MemoryTier(100 * KB, clock);
  memory.set('small', item('x'));
  memory.set('large', item('v'.repeat(50 * KB)));

  expect(memory.peek('large')).toBeUndefined();
  expect(memory.peek('small')).toBeDefined();
});

test('what is forgotten is not counted any more', () => {
  const memory = new MemoryTier(100 * KB, clock);
  memory.set('a', item('x', ['t', 'u']));
  memory.set('a', item('y', ['t']));
  memory.set('b', item('y', ['u']));
  memory.purge(['t']);
  expect(memory.size).toBe(1);
  memory.delete('b');

  expect(memory.bytes).toBe(0);
});

test('all that a purge could have meant is dropped, and the rest stays', () => {
  const memory = new MemoryTier(100 * KB, clock);
  memory.set('tagged', item('x', ['t']));
  memory.set('plain', item('y'));

  memory.dropPurgeable();

  expect(memory.peek('tagged')).toBeUndefined();
  expect(memory.peek('plain')).toBeDefined();
});
