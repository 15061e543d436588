import { Failure } from './failure.js';
import { nodeBinary } from './node-binary.js';
import { runProgram } from './run-program.js';

/**
 * Runs one of the workspace's own tools on Node 24; where it objects, the failure is what it printed.
 * @param {string} tool as it is called in node_modules/.bin
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 */
export async function runTool(tool, args, signal) {
  const env = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const { succeeded, output } = await runProgram(
    nodeBinary(),
    [`node_modules/.bin/${tool}`, ...args],
    { env },
    signal,
  );
  if (!succeeded) throw new Failure(output.trim() || `${tool} failed and said nothing`);
}
