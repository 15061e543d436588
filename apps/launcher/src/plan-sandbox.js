import { join, resolve } from 'node:path';
import { checkout } from './checkout.js';
import { Failure } from './failure.js';
import { ownSettings, settingsFor } from './own-settings.js';
import { LOOPBACK, urlOf } from './port-setting.js';
import { planProcess, servicesOf } from './plan-shop.js';

const OFFSET = 1_000;
const LAST_PORT = 65_535;
/** What partner-gateway asks. */
const ASKED = ['products', 'inventory', 'pricing', 'orders', 'shipping'];
/** What the checkout cannot do without, besides. */
const BEHIND_CHECKOUT = ['carts', 'payments'];

/**
 * @typedef {import('./plan-system.js').PlannedProcess} PlannedProcess
 * @typedef {ReturnType<typeof import('./port-setting.js').portSetting>} Address
 */

/**
 * The sandbox of partners' developers: a shop and a checkout with data of their own, at the ports of the real ones + 1000.
 * Where the user says of all of it where it is, nothing is started.
 * @param {NodeJS.ProcessEnv} env
 * @param {{address: Address, management: Address}} purchases where the checkout is
 * @returns {{processes: PlannedProcess[], urls: Record<string, string>}} `urls` are for partner-gateway alone
 */
export function planSandbox(env, purchases) {
  const names = [...ASKED, 'checkout'].map((name) => `SANDBOX_${name.toUpperCase()}_URL`);
  if (names.every((name) => env[name])) return { processes: [], urls: {} };

  const dataDir = resolve(checkout, env.SANDBOX_DATA_DIR || '.data/sandbox');
  /** @type {Record<string, string>} */
  const settings = { ...settingsFor('shop', env), SHOP_DATA_DIR: join(dataDir, 'shop') };
  const host = settings.HOST || LOOPBACK;
  const services = servicesOf(env).filter(({ name }) => [...ASKED, ...BEHIND_CHECKOUT].includes(name));
  const address = moved(purchases.address, 'sandbox-checkout');
  const management = moved(purchases.management, 'the management of sandbox-checkout');
  const urlsOfServices = Object.fromEntries(
    services.map(({ name, port }) => [`${name.toUpperCase()}_URL`, urlOf(host, port + OFFSET)]),
  );
  const said = Object.fromEntries(
    ASKED.map((name) => `${name.toUpperCase()}_URL`).flatMap((name) => {
      const url = env[`SANDBOX_${name}`];
      return url ? [[name, url]] : [];
    }),
  );

  const shop = planProcess('sandbox-shop', services, OFFSET, settings, host);
  const tooHigh = [...shop.ports, address, management].find(({ port }) => port > LAST_PORT);
  if (tooHigh) throw new Failure(`${tooHigh.setting}: the sandbox wants it + ${OFFSET}, which is no port`);
  /** @type {PlannedProcess} */
  const checkoutProcess = {
    name: 'sandbox-checkout',
    app: 'checkout',
    env: {
      ...settingsFor('checkout', env),
      ...urlsOfServices,
      ...said,
      PORT: String(address.port),
      MANAGEMENT_PORT: String(management.port),
      CHECKOUT_DATA_DIR: join(dataDir, 'checkout'),
      // Never that of the real one: each would carry out what the other was asked for.
      DATABASE_URL: ownSettings('sandbox-checkout', env).DATABASE_URL ?? '',
    },
    ports: [address, management],
    where: address.url,
    about: `management ${management.url}`,
  };
  const urls = { ...urlsOfServices, CHECKOUT_URL: address.url };
  return {
    processes: [checkoutProcess, shop],
    urls: Object.fromEntries(Object.entries(urls).map(([name, url]) => [`SANDBOX_${name}`, url])),
  };
}

/**
 * @param {Address} address
 * @param {string} wantedBy
 * @returns {Address}
 */
function moved({ port, host, setting }, wantedBy) {
  return { port: port + OFFSET, host, setting, wantedBy, url: urlOf(host, port + OFFSET) };
}
