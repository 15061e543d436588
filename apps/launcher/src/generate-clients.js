import { Failure } from './failure.js';
import { nodeBinary } from './node-binary.js';
import { runProgram } from './run-program.js';

/** The clients whose types are made of what a built gateway says of itself. */
const CLIENTS = { 'web-client': 'web-bff' };

/**
 * Makes the types of every generated client, unless they are up to date.
 * @param {AbortSignal} signal
 */
export async function generateClients(signal) {
  await Promise.all(Object.entries(CLIENTS).map(([client, gateway]) => generate(client, gateway, signal)));
}

/**
 * @param {string} client
 * @param {string} gateway
 * @param {AbortSignal} signal
 */
async function generate(client, gateway, signal) {
  const generator = ['libs/generated-client/generator/generate.js', client, gateway];
  const { succeeded, output } = await runProgram(nodeBinary(), generator, {}, signal);
  if (!succeeded) throw new Failure(`the types of ${client} could not be made:\n${output.trim()}`);
}
