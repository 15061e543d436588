import { Failure } from './failure.js';
import { nodeBinary } from './node-binary.js';
import { runProgram } from './run-program.js';

/**
 * Makes the types of web-client of what the built web-bff says of itself, unless they are up to date.
 * @param {AbortSignal} signal
 */
export async function generateClient(signal) {
  const generator = 'libs/web-client/generator/generate.js';
  const { succeeded, output } = await runProgram(nodeBinary(), [generator], {}, signal);
  if (!succeeded) throw new Failure(`the types of web-client could not be made:\n${output.trim()}`);
}
