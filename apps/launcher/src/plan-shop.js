import { ownSettings, settingsFor } from './own-settings.js';
import { LOOPBACK, readPort, urlOf } from './port-setting.js';
import { SERVICES } from './services.js';

const INSTANCE_OFFSET = 100;

/**
 * @typedef {import('./plan-system.js').PlannedProcess} PlannedProcess
 * @typedef {{name: string, port: number}} Service
 */

/**
 * The shop: one process with every service, and one more for each further instance of a service, at its port + 100.
 * @param {import('./options.js').Options} options
 * @param {NodeJS.ProcessEnv} env
 * @returns {{processes: PlannedProcess[], urls: Record<string, string>}}
 */
export function planShop({ instances, faults }, env) {
  const settings = settingsFor('shop', env);
  const services = servicesOf(env);
  if (faults) settings.SHOP_FAULTS = '1';
  const host = settings.HOST || LOOPBACK;
  const further = services.flatMap((service) =>
    Array.from({ length: (instances.get(service.name) ?? 1) - 1 }, (_, position) => ({
      service,
      name: `${service.name}-${position + 2}`,
      offset: INSTANCE_OFFSET * (position + 1),
    })),
  );
  const processes = [
    planProcess('shop', services, 0, settings, host),
    ...further.map(({ name, service, offset }) => planProcess(name, [service], offset, settings, host)),
  ];
  const urls = services.map(({ name, port }) => {
    const count = instances.get(name) ?? 1;
    const all = Array.from({ length: count }, (_, position) =>
      urlOf(host, port + INSTANCE_OFFSET * position),
    );
    return [`${name.toUpperCase()}_URL`, all.join(',')];
  });
  return { processes, urls: Object.fromEntries(urls) };
}

/**
 * The shop's services, each at the port that its setting gives it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Service[]}
 */
export function servicesOf(env) {
  const settings = settingsFor('shop', env);
  return SERVICES.map(({ name, port }) => {
    const setting = `${name.toUpperCase()}_PORT`;
    const said = ownSettings('shop', env)[setting] ? `SHOP_${setting}` : setting;
    return { name, port: readPort(said, settings[setting], port) };
  });
}

/**
 * A process of the shop, with these services of it at their ports and an offset.
 * @param {string} name
 * @param {readonly Service[]} services
 * @param {number} offset
 * @param {Record<string, string>} settings
 * @param {string} host
 * @returns {PlannedProcess}
 */
export function planProcess(name, services, offset, settings, host) {
  const base = Object.fromEntries(
    services.map((service) => [`${service.name.toUpperCase()}_PORT`, String(service.port)]),
  );
  const ports = services.map((service) => ({
    port: service.port + offset,
    host,
    wantedBy: services.length > 1 ? `the ${name}'s ${service.name}` : name,
    setting: `SHOP_${service.name.toUpperCase()}_PORT`,
  }));
  const serves = services.map((service) => service.name).join(',');
  return {
    name,
    app: 'shop',
    env: { ...settings, ...base, SHOP_SERVICES: serves, INSTANCE_OFFSET: String(offset) },
    ports,
    where: addressesOf(
      ports.map(({ port }) => port),
      host,
    ),
    about: services.length > 1 ? serves.replaceAll(',', ' ') : '',
  };
}

/**
 * @param {readonly number[]} ports
 * @param {string} host
 */
function addressesOf(ports, host) {
  const [first = 0, last = first] = [ports[0], ports.at(-1)];
  const inARow = ports.every((port, position) => port === first + position);
  return (
    urlOf(host, first) + (first === last ? '' : inARow ? ` to ${last}` : `, ${ports.slice(1).join(', ')}`)
  );
}
