import { readOptions } from './options.js';

const measured = (...args: string[]) =>
  readOptions(args).scenarios.map(
    ({ name, contenders }) => `${name}: ${contenders.map(({ server }) => server.name).join(' ')}`,
  );

it('measures everything, unless told otherwise', () => {
  expect(measured().map((line) => line.split(':')[0])).toEqual([
    'A',
    'B',
    'C',
    'D',
    'E',
    'rate-limit',
    'authentication',
    'authentication-session',
  ]);
});

it('measures the scenarios and servers that are named, and the floor always', () => {
  expect(measured('--scenario', 'A,D', '--server', 'frontdesk')).toEqual([
    'A: floor frontdesk',
    'D: floor frontdesk',
  ]);
});

it('has time for those alone that the limits compare, when it is to be quick', () => {
  expect(measured('--quick', '--scenario', 'A,B')).toEqual([
    'A: floor frontdesk',
    'B: floor frontdesk express-axios',
  ]);
  expect(measured('--quick', '--scenario', 'A', '--server', 'nginx')).toEqual(['A: floor nginx']);
  expect(measured('--quick')).not.toContainEqual(expect.stringContaining('session'));
  expect(measured('--quick', '--server', 'frontdesk')).toContain('authentication-session: floor frontdesk');
});

it('names what it does not know', () => {
  expect(() => readOptions(['--scenario', 'Z'])).toThrow('there is no scenario "Z"');
  expect(() => readOptions(['--server', 'caddy'])).toThrow('there is no server "caddy"');
  expect(() => readOptions(['--fast'])).toThrow("Unknown option '--fast'");
});
