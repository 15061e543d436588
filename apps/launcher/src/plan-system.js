import { join, resolve } from 'node:path';
import { checkout } from './checkout.js';
import { ownSettings, settingsFor } from './own-settings.js';
import { LOOPBACK, portSetting } from './port-setting.js';
import { planSandbox } from './plan-sandbox.js';
import { planShop } from './plan-shop.js';
import { settingsOfWebBff } from './settings-of-web-bff.js';

/**
 * @typedef {import('./check-ports.js').Port} Port
 * @typedef {object} PlannedProcess
 * @property {string} name
 * @property {string} app whose build output it runs
 * @property {Record<string, string>} env
 * @property {readonly Port[]} ports
 * @property {string} where what is told to people: an address, or several
 * @property {string} about what else there is to say of it
 *
 * @typedef {object} System
 * @property {readonly PlannedProcess[]} processes
 * @property {Record<string, string>} urls where each gateway answers
 * @property {string} management where partner-gateway is steered
 * @property {string} partnerDataDir where it leaves what a person needs for that
 * @property {string} issuer
 * @property {string} logDir
 */

const IDENTITY_PORT = 3010;
const CHECKOUT = { name: 'checkout', port: 3032, managementPort: 9032 };
const PARTNER_GATEWAY = {
  name: 'partner-gateway',
  port: 3002,
  managementPort: 9002,
  about: "for partners' programs",
};
/** @typedef {{name: string, port: number, managementPort: number, about?: string}} Managed */
/** @type {readonly Managed[]} */
const GATEWAYS = [
  { name: 'web-bff', port: 3000, managementPort: 9000, about: 'the shop in the browser' },
  { name: 'mobile-bff', port: 3001, managementPort: 9001 },
  PARTNER_GATEWAY,
];

/**
 * What `npm start` starts: every process with its ports and its settings, so that nothing is left to find out later.
 * @param {import('./options.js').Options} options
 * @param {NodeJS.ProcessEnv} env
 * @returns {System}
 */
export function planSystem(options, env) {
  const shop = planShop(options, env);
  const gateways = GATEWAYS.map((gateway) => ({ ...gateway, address: addressOf(gateway, env) }));
  const urls = Object.fromEntries(gateways.map(({ name, address }) => [name, address.url]));
  const identity = planIdentity(urls['web-bff'] ?? '', env);
  const issuer = env.OIDC_ISSUER || identity.issuer;
  // What the user says of an upstream stands: the sample shop is then merely not asked.
  const said = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const purchases = addressOf(CHECKOUT, env);
  const forGateways = { OIDC_ISSUER: issuer, CHECKOUT_URL: purchases.url, ...shop.urls, ...said };
  const forWebBff = settingsOfWebBff({ ...env, ...forGateways }, identity);
  const sandbox = planSandbox(env, {
    address: purchases,
    management: managementOf(CHECKOUT, { ...env, ...forGateways }),
  });
  /** @type {Record<string, Record<string, string | undefined>>} */
  const particular = { 'web-bff': forWebBff, 'partner-gateway': { ...sandbox.urls, ...said } };
  return {
    processes: [
      ...gateways.map(({ address, about, ...gateway }) => {
        const process = planManaged(gateway, address, {
          ...env,
          ...forGateways,
          ...particular[gateway.name],
        });
        return about ? { ...process, about: `${about}; ${process.about}` } : process;
      }),
      identity.process,
      planManaged(CHECKOUT, purchases, { ...env, ...forGateways }),
      ...shop.processes,
      ...sandbox.processes,
    ],
    urls,
    management: managementOf(PARTNER_GATEWAY, env).url,
    partnerDataDir: resolve(checkout, env.PARTNER_DATA_DIR || '.data/partner-gateway'),
    issuer,
    logDir: resolve(checkout, env.LAUNCHER_LOG_DIR || '.data/logs'),
  };
}

/**
 * @param {{name: string, port: number}} process
 * @param {NodeJS.ProcessEnv} env
 */
function addressOf({ name, port }, env) {
  return portSetting(name, 'PORT', port, ownSettings(name, env));
}

/**
 * @param {Managed} process
 * @param {NodeJS.ProcessEnv} env
 */
function managementOf({ name, managementPort }, env) {
  return portSetting(name, 'MANAGEMENT_PORT', managementPort, ownSettings(name, env));
}

/**
 * @param {Managed} managed
 * @param {ReturnType<typeof portSetting>} address
 * @param {NodeJS.ProcessEnv} env
 * @returns {PlannedProcess}
 */
function planManaged(managed, address, env) {
  const { name } = managed;
  const management = managementOf(managed, env);
  const ports = { PORT: String(address.port), MANAGEMENT_PORT: String(management.port) };
  return {
    name,
    app: name,
    env: { ...settingsFor(name, env), ...ports },
    ports: [address, management],
    where: address.url,
    about: `management ${management.url}`,
  };
}

/**
 * @param {string} webBff
 * @param {NodeJS.ProcessEnv} env
 * @returns {{process: PlannedProcess, issuer: string, secretFile: string}} `secretFile` is where it leaves the secret
 * of its client web-bff
 */
function planIdentity(webBff, env) {
  const own = ownSettings('identity', env);
  const address = portSetting('identity', 'PORT', IDENTITY_PORT, own);
  const issuer = own.ISSUER || address.url;
  const webBffUrls = env.WEB_BFF_URLS || `${webBff},${webBff.replace(LOOPBACK, 'localhost')}`;
  const process = {
    name: 'identity',
    app: 'identity',
    env: {
      ...settingsFor('identity', env),
      PORT: String(address.port),
      ISSUER: issuer,
      WEB_BFF_URLS: webBffUrls,
    },
    ports: [address],
    where: address.url,
    about: 'users alice and bob, their passwords are their names',
  };
  const dataDir = resolve(checkout, env.IDENTITY_DATA_DIR || '.data/identity');
  return { process, issuer, secretFile: join(dataDir, 'web-bff.secret') };
}
