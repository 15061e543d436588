import { once } from 'node:events';
import { buildApps } from './build-apps.js';
import { checkNode } from './check-node.js';
import { checkPorts } from './check-ports.js';
import { describeSystem } from './describe-system.js';
import { Failure } from './failure.js';
import { installPackages } from './install-packages.js';
import { readOptions } from './options.js';
import { planSystem } from './plan-system.js';
import { showProgress } from './progress.js';
import { makeSamplePartner } from './sample-partner.js';
import { startProcesses } from './start-processes.js';
import { stopSignal } from './stop-signal.js';

const { line, step } = showProgress(process.stdout);
const signal = stopSignal();

try {
  const system = planSystem(readOptions(process.argv.slice(2)), process.env);
  const ports = system.processes.flatMap((planned) => planned.ports);

  await step('check Node', () => checkNode());
  await step('install packages', (note) => installPackages(note, signal));
  await step('build', () => buildApps(signal));
  await step('check that the ports are free', () => checkPorts(ports));
  const running = await step('start', (note) => startProcesses(system, { line, note }, signal));
  await step('make the sample partner', () => makeSamplePartner(system, process.env)).catch((error) =>
    // What runs need not go down for it: somebody may have arranged partners in another way.
    line(`  there is no sample partner: ${error.message}`),
  );
  line(describeSystem(system, process.env));

  if (!signal.aborted) await Promise.race([running.allEnded, once(signal, 'abort')]);
  if (!signal.aborted) throw new Failure('nothing runs any more');
  await step('stop', running.stop);
} catch (error) {
  if (signal.aborted) {
    line('stopped');
  } else {
    const { name, message } = /** @type {Error} */ (error);
    process.stderr.write(`${name === 'Failure' ? message : `npm start failed: ${message}`}\n`);
    process.exitCode = 1;
  }
}
// Whatever is still open belongs to nobody now.
process.exit();
