import { Failure } from './failure.js';
import { nodeBinary } from './node-binary.js';
import { runProgram } from './run-program.js';

/**
 * Makes the types of the generated clients of what the built gateways say of themselves, unless they are up to date.
 * @param {AbortSignal} signal
 */
export async function generateClients(signal) {
  const generator = 'libs/generated-client/generator/generate.js';
  const { succeeded, output } = await runProgram(nodeBinary(), [generator], {}, signal);
  if (!succeeded) throw new Failure(`the types of the clients could not be made:\n${output.trim()}`);
}
