import { limits, verdictOn } from './limits.js';
import type { Result } from './results.js';

const result = (scenario: string, server: string, cpuUsPerRequest: number, ratioToFloor: number): Result => ({
  scenario,
  server,
  requestsPerSecond: 1,
  p50Ms: 1,
  p99Ms: 1,
  cpuUsPerRequest,
  rssMb: 1,
  ratioToFloor,
});
const verdict = (what: string, ...results: Result[]) => {
  const limit = limits.find((each) => each.what.startsWith(what));
  return limit && verdictOn(limit, results);
};

it('tells an aim that was reached from a limit that was kept, and from one that was not', () => {
  expect(verdict('A', result('A', 'frontdesk', 40, 1.6))).toBe('aim');
  expect(verdict('A', result('A', 'frontdesk', 60, 2.5))).toBe('kept');
  expect(verdict('A', result('A', 'frontdesk', 63, 2.51))).toBe('short');
});

it('says nothing of what was not measured', () => {
  expect(verdict('A', result('A', 'floor', 25, 1))).toBe('not measured');
  expect(verdict('B, to Express', result('B', 'frontdesk', 160, 1.7))).toBe('not measured');
});

it('holds four upstream calls against those who write them with axios', () => {
  const ours = result('B', 'frontdesk', 200, 2);
  expect(verdict('B, to Express', ours, result('B', 'express-axios', 400, 4))).toBe('kept');
  expect(verdict('B, to Express', ours, result('B', 'express-axios', 399, 4))).toBe('short');
});

it('takes the greater of two figures for authentication, as noise can make a difference less than nothing', () => {
  const inProcess = result('authentication', 'frontdesk-in-process', 11, 1.1);
  expect(verdict('authentication', result('authentication', 'frontdesk', -3, 0.9), inProcess)).toBe('short');
});
