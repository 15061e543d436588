import { readFileSync } from 'node:fs';
import { cases } from './cases.js';
import { readHoldOptions } from './hold-options.js';

describe('the options of npm run hold', () => {
  test('are every case with its limits as they are, by default', () => {
    expect(readHoldOptions([], {})).toEqual({ cases, factor: 1 });
  });

  test('name the cases that the README tells of, in its order', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const rows = readme.slice(readme.indexOf('## How it holds')).matchAll(/^\| ([a-z]+(?:-[a-z]+)*) +\|/gm);
    const told = [...rows].map(([, name]) => name).filter((name) => name !== 'case');
    expect(cases.map(({ name }) => name)).toEqual(told);
  });

  test('name some cases, in the order in which they are always tried', () => {
    const names = ['--case', 'caller-gone,instance-stopped'];
    expect(readHoldOptions(names, {}).cases.map(({ name }) => name)).toEqual([
      'instance-stopped',
      'caller-gone',
    ]);
  });

  test('double the limits, and what is typed goes before what is set', () => {
    expect(readHoldOptions([], { HOLD_FACTOR: '2' }).factor).toBe(2);
    expect(readHoldOptions(['--factor', '3'], { HOLD_FACTOR: '2' }).factor).toBe(3);
  });

  test.each([
    [['--case', 'nothing'], 'there is no case "nothing"; there are instance-stopped,'],
    [['--factor', '0'], 'must be a number from 1 to 10, and is "0"'],
    [['--quick'], "Unknown option '--quick': npm run hold -- [--factor 2]"],
  ])('refuse %j and say why', (args, message) => {
    expect(() => readHoldOptions(args, {})).toThrow(message);
  });
});
