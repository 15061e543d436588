import { Failure } from './failure.js';
import { SERVICES } from './services.js';

const MAX_INSTANCES = 9;
const USAGE = 'npm start -- [--instances <service>=<count>[,…]] [--faults]';

/**
 * @typedef {object} Options
 * @property {ReadonlyMap<string, number>} instances how many processes serve a shop's service, where it is more than one
 * @property {boolean} faults whether the shop offers its control routes
 */

/**
 * Reads what stands behind `npm start --`; a mistake is a failure that names it.
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const instances = new Map();
  let faults = false;
  const rest = args.flatMap((arg) => (arg.startsWith('--instances=') ? arg.split(/=(.*)/s, 2) : arg));
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--faults') faults = true;
    else if (arg === '--instances') readInstances(rest.shift(), instances);
    else throw new Failure(`${arg} is not an option that npm start knows: ${USAGE}`);
  }
  return { instances, faults };
}

/**
 * @param {string | undefined} list
 * @param {Map<string, number>} instances
 */
function readInstances(list, instances) {
  for (const item of (list ?? '').split(',')) {
    const [, service, count] = /^([\w-]+)=(\d+)$/.exec(item) ?? [];
    if (!service) throw new Failure(`--instances takes <service>=<count>, not "${item}": ${USAGE}`);
    if (!SERVICES.some(({ name }) => name === service)) {
      const names = SERVICES.map(({ name }) => name).join(', ');
      throw new Failure(`--instances: the shop has no service "${service}"; it has ${names}`);
    }
    if (!(Number(count) >= 1 && Number(count) <= MAX_INSTANCES)) {
      throw new Failure(`--instances: ${service} can have 1 to ${MAX_INSTANCES} instances, not ${count}`);
    }
    instances.set(service, Number(count));
  }
}
