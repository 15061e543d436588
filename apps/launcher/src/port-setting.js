import { Failure } from './failure.js';
import { settingPrefix } from './own-settings.js';

const LAST_PORT = 65_535;
export const LOOPBACK = '127.0.0.1';
const EVERYWHERE = ['0.0.0.0', '::'];

/**
 * Where a process is to listen, by its own settings; a port that is none is a failure that names the setting.
 * @param {string} name
 * @param {'PORT' | 'MANAGEMENT_PORT'} setting
 * @param {number} byDefault
 * @param {Record<string, string>} own
 */
export function portSetting(name, setting, byDefault, own) {
  const variable = `${settingPrefix(name)}${setting}`;
  const port = readPort(variable, own[setting], byDefault);
  const host = own[setting.replace('PORT', 'HOST')] || LOOPBACK;
  const wantedBy = setting === 'PORT' ? name : `the management of ${name}`;
  return { port, host, wantedBy, setting: variable, url: urlOf(host, port) };
}

/**
 * @param {string} variable
 * @param {string | undefined} value
 * @param {number} byDefault
 */
export function readPort(variable, value, byDefault) {
  if (!value) return byDefault;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= LAST_PORT) return port;
  throw new Failure(`${variable} must be a port from 1 to ${LAST_PORT}, not "${value}"`);
}

/**
 * The address at which this machine reaches what listens there.
 * @param {string} host
 * @param {number} port
 */
export function urlOf(host, port) {
  return `http://${EVERYWHERE.includes(host) ? LOOPBACK : host}:${port}`;
}
