import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { shownPath } from './checkout.js';
import { sampleKeyFile } from './sample-partner.js';

const DEFAULT_ISSUER = 'http://127.0.0.1:3010';
const DEFAULT_WEB_BFF = 'http://127.0.0.1:3000';
const DEFAULT_MANAGEMENT = 'http://127.0.0.1:9002';

/**
 * A command for each gateway that works as pasted into another terminal, which knows nothing of this one's settings.
 * @param {import('./plan-system.js').System} system
 * @param {NodeJS.ProcessEnv} env
 */
export function tryCommands({ urls, issuer, partnerDataDir }, env) {
  const call = isOnPath('curl', env) ? curl : fetchWithNode;
  const dataDir = env.IDENTITY_DATA_DIR ?? '';
  const forTokens = `${setting('OIDC_ISSUER', issuer, DEFAULT_ISSUER)}${setting('IDENTITY_DATA_DIR', dataDir, '')}`;
  const webBff = urls['web-bff'] ?? '';
  const cookie = `$(${setting('WEB_BFF_URL', webBff, DEFAULT_WEB_BFF)}npm run -s token -- alice web)`;
  const bearer = (/** @type {string} */ words) => `Bearer $(${forTokens}npm run -s token -- ${words})`;
  const keyFile = sampleKeyFile(partnerDataDir);
  const byKey = { Authorization: `Bearer $(cat ${quoted(shownPath(keyFile))})` };
  return [
    call({ Cookie: cookie, 'X-CSRF': '1' }, `${webBff}/api/home`),
    call({ Authorization: bearer('alice') }, `${urls['mobile-bff']}/v2/home`),
    call({ Authorization: bearer('acme partner') }, `${urls['partner-gateway']}/v2/orders`),
    ...(existsSync(keyFile) ? [call(byKey, `${urls['partner-gateway']}/v2/products`)] : []),
  ];
}

/**
 * How partner-gateway is steered, from another terminal.
 * @param {import('./plan-system.js').System} system
 * @param {NodeJS.ProcessEnv} env
 */
export function steerCommand({ management }, env) {
  const where = setting('PARTNER_MANAGEMENT_URL', management, DEFAULT_MANAGEMENT);
  return `${where}${setting('PARTNER_DATA_DIR', env.PARTNER_DATA_DIR ?? '', '')}npm run -s partner -- help`;
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} byDefault
 */
function setting(name, value, byDefault) {
  return value === byDefault ? '' : `${name}=${quoted(value)} `;
}

/**
 * @param {Record<string, string>} headers
 * @param {string} url
 */
function curl(headers, url) {
  const options = Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}"`);
  return `curl -sS ${options.join(' ')} ${url}`;
}

/**
 * A small Debian has no curl, and is not to need one.
 * @param {Record<string, string>} headers
 * @param {string} url
 */
function fetchWithNode(headers, url) {
  const program =
    'const [url, ...headers] = process.argv.slice(1); ' +
    'fetch(url, { headers: headers.map((line) => line.split(": ")) }).then((answer) => answer.text()).then(console.log)';
  const lines = Object.entries(headers).map(([name, value]) => `"${name}: ${value}"`);
  return `node -e '${program}' ${url} ${lines.join(' ')}`;
}
/** @param {string} text */
function quoted(text) {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
function isOnPath(program, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
