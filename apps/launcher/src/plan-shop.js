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
  const services = SERVICES.map(({ name, port }) => {
    const setting = `${name.toUpperCase()}_PORT`;
    return {
      name,
      port: readPort(
        ownSettings('shop', env)[setting] ? `SHOP_${setting}` : setting,
        settings[setting],
        port,
      ),
    };
  });
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
 * @param {string} name
 * @param {readonly Service[]} services
 * @param {number} offset
 * @param {Record<string, string>} settings
 * @param {string} host
 * @returns {PlannedProcess}
 */
function planProcess(name, services, offset, settings, host) {
  const base = Object.fromEntries(
    services.map((service) => [`${service.name.toUpperCase()}_PORT`, String(service.port)]),
  );
  const ports = services.map((service) => ({
    port: service.port + offset,
    host,
    wantedBy: name === 'shop' ? `the shop's ${service.name}` : name,
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
    about: name === 'shop' ? serves.replaceAll(',', ' ') : '',
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
