import { eventually } from '@frontdesk/testing';
import { GatheredLines } from './gathered-lines.js';

function gathering(most: number, forMs: number) {
  const written: string[] = [];
  let flushed = 0;
  const output = { write: (text: string) => written.push(text), flushSync: () => (flushed += 1) };
  return { lines: new GatheredLines(output, { most, forMs }), written, flushes: () => flushed };
}

it('hands lines over together, in their order, once they are many', () => {
  const { lines, written } = gathering(12, 60_000);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n']) lines.write(line);
  expect(written).toEqual(['one\ntwo\nthree\n']);
  lines.flushSync();
  expect(written).toEqual(['one\ntwo\nthree\n', 'four\n']);
});

it('hands a few over after a while', async () => {
  const { lines, written } = gathering(1_000, 5);
  lines.write('one\n');
  lines.write('two\n');
  expect(written).toEqual([]);
  await eventually(() => written.length > 0);
  lines.write('three\n');
  await eventually(() => written.length > 1);
  expect(written).toEqual(['one\ntwo\n', 'three\n']);
});

it('has written all that it was given once it is flushed', () => {
  const { lines, written, flushes } = gathering(1_000, 60_000);
  lines.write('last words\n');
  lines.flushSync();
  expect(written).toEqual(['last words\n']);
  expect(flushes()).toBe(1);
});
