import { writeSync } from 'node:fs';
import { pino } from 'pino';
import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import { createTelemetry } from './create-telemetry.js';
import { GatheredLines } from './gathered-lines.js';

/**
 * What the line and the metrics of one request cost, in CPU microseconds; run it built, or through swc's register.
 * It says nothing of the disk or the collector behind standard output: lines go to /dev/null, gathered as they are in a gateway.
 */
const REQUESTS = 300_000;
const output = pino.destination({ dest: '/dev/null', sync: false });
const destination = new GatheredLines(output, { most: 32_768, forMs: 100 });
const { onRequestEnd } = createTelemetry({ name: 'bench', level: 'info', destination });
const trace = traceFrom(undefined, (digits) => '1'.repeat(digits));
const context = new RequestContext('r-1', trace, Deadline.in(1_000), new AbortController().signal);
context.authenticated({ kind: 'user', id: 'alice', scopes: new Set() });

for (const [name, told] of [
  ['line', onRequestEnd.slice(0, 1)],
  ['metrics', onRequestEnd.slice(1)],
  ['both', onRequestEnd],
] as const) {
  const run = (times: number) => {
    for (let i = 0; i < times; i += 1) {
      const end = {
        method: 'GET',
        route: '/v1/orders/:id',
        status: 200,
        durationMs: i % 50,
        context,
        callerGone: false,
      };
      for (const tell of told) tell(end);
    }
  };
  run(REQUESTS / 10);
  const before = process.cpuUsage();
  run(REQUESTS);
  const { user, system } = process.cpuUsage(before);
  writeSync(1, `${name}: ${((user + system) / REQUESTS).toFixed(2)} µs a request\n`);
}
