import { addedCpuUs, resultOf, type Sample } from './results.js';

const sample = (cpuUsPerRequest: number): Sample => ({
  requestsPerSecond: 1_000,
  p50Ms: 1,
  p99Ms: 2,
  cpuUsPerRequest,
  rssMb: 100,
  calls: 1,
});

it('takes medians, so that one bad round changes nothing', () => {
  const floor = [sample(20), sample(21), sample(900)];
  const ours = [sample(400), sample(42), sample(41)];
  const result = resultOf('A', 'frontdesk', ours, floor);
  expect(result.cpuUsPerRequest).toBe(42);
  expect(result.ratioToFloor).toBe(2);
});

it('is the floor of itself', () => {
  const floor = [sample(20)];
  expect(resultOf('A', 'floor', floor, floor).ratioToFloor).toBe(1);
});

it('compares what is added round by round, so that a machine that slows down does so to both', () => {
  expect(addedCpuUs([sample(23), sample(53), sample(103)], [sample(20), sample(50), sample(100)])).toBe(3);
});
