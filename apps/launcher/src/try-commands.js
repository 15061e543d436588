import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEFAULT_ISSUER = 'http://127.0.0.1:3010';
const CALLS = [
  { gateway: 'web-bff', token: 'alice web', path: '/api/home' },
  { gateway: 'mobile-bff', token: 'alice', path: '/v1/home' },
  { gateway: 'partner-gateway', token: 'acme partner', path: '/v1/orders' },
];

/**
 * A command for each gateway that works as pasted into another terminal, which knows nothing of this one's settings.
 * @param {import('./plan-system.js').System} system
 * @param {NodeJS.ProcessEnv} env
 */
export function tryCommands({ urls, issuer }, env) {
  const call = isOnPath('curl', env) ? curl : fetchWithNode;
  const settings = [
    issuer === DEFAULT_ISSUER ? '' : `OIDC_ISSUER=${quoted(issuer)} `,
    env.IDENTITY_DATA_DIR ? `IDENTITY_DATA_DIR=${quoted(env.IDENTITY_DATA_DIR)} ` : '',
  ].join('');
  return CALLS.map(({ gateway, token, path }) =>
    call(`$(${settings}npm run -s token -- ${token})`, `${urls[gateway]}${path}`),
  );
}

/**
 * @param {string} token
 * @param {string} url
 */
function curl(token, url) {
  return `curl -sS -H "Authorization: Bearer ${token}" ${url}`;
}

/**
 * A small Debian has no curl, and is not to need one.
 * @param {string} token
 * @param {string} url
 */
function fetchWithNode(token, url) {
  const program =
    'const [url, token] = process.argv.slice(1); ' +
    'fetch(url, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.text()).then(console.log)';
  return `node -e '${program}' ${url} "${token}"`;
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
