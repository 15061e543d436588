import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Failure } from '../failure.js';
import { findProgram } from '../processes/find-program.js';
import type { Load, LoadResult, PutLoad } from './load.js';

/** wrk measures whole seconds. */
const SHORTEST_S = 1;

const REPORT = `
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"requests":%d,"seconds":%f,"p50Ms":%f,"p99Ms":%f,"failed":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
`;

/** Whether wrk can put this load on a server. */
export function wrkCan({ path, until, addresses }: Load): boolean {
  return typeof path === 'string' && 'seconds' in until && until.seconds >= SHORTEST_S && !addresses;
}

/** Load by wrk, which costs the machine least; `script` is where it may write one. */
export function wrk(wrkFile: string, script: string, cores: string | undefined): PutLoad {
  writeFileSync(script, REPORT);
  const taskset = cores === undefined ? undefined : findProgram('taskset');
  return async ({ url, path, headers, connections, until }, signal) => {
    const seconds = 'seconds' in until ? Math.round(until.seconds) : SHORTEST_S;
    const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script];
    for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
    const command = [wrkFile, ...args, `${url}${typeof path === 'string' ? path : ''}`];
    const [file = '', ...rest] = taskset ? [taskset, '-c', cores ?? '', ...command] : command;
    const { stdout, stderr } = await promisify(execFile)(file, rest, { signal });
    const report = stdout.trim().split('\n').at(-1) ?? '';
    if (!report.startsWith('{')) throw new Failure(`wrk reported nothing: ${stderr.trim() || report}`);
    return JSON.parse(report) as LoadResult;
  };
}
