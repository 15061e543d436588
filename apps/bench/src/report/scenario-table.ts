import type { Measured } from '../measure-scenario.js';
import type { Scenario } from '../scenarios.js';
import { table } from './table.js';

const HEAD = [
  'server',
  'CPU µs/request',
  '× floor',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'RSS MB',
  'calls/request',
];

/** What the servers of one scenario came to, as a person reads it. */
export function scenarioTable({ name, title, difference }: Scenario, measured: readonly Measured[]): string {
  const rows = measured.map(({ result, calls }) => [
    result.server,
    cost(result, difference && result.server !== 'floor'),
    result.ratioToFloor.toFixed(2),
    ...(result.requestsPerSecond === 0
      ? []
      : [
          result.requestsPerSecond.toFixed(0),
          result.p50Ms.toFixed(2),
          result.p99Ms.toFixed(2),
          result.rssMb.toFixed(0),
          calls.toFixed(1),
        ]),
  ]);
  return `\n${name}: ${title}\n${table(HEAD, rows)}\n`;
}

function cost({ cpuUsPerRequest }: Measured['result'], added: boolean | undefined): string {
  return (added && cpuUsPerRequest >= 0 ? '+' : '') + cpuUsPerRequest.toFixed(1);
}
