import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownerApi, Refused } from './partner/owner-api.js';

const PARTNER = { id: 'acme', name: 'Acme GmbH' };
const APPLICATION = { partnerId: PARTNER.id, name: 'Sample', plan: 'standard' };
/** Of the sample identity provider. */
const CLIENT = { clientId: 'acme', environment: 'live' };
const KEY_FILE = 'sample.key';
/** As partner-gateway has it. */
const MOST_KEYS = 2;

/**
 * @typedef {import('./partner/owner-api.js').Ask} Ask
 * @typedef {{id: string, environment: string, expiresAt: string, revokedAt: string | null}} Key
 */

/** @param {string} partnerDataDir */
export function sampleKeyFile(partnerDataDir) {
  return join(partnerDataDir, KEY_FILE);
}

/**
 * Sees to it that the sample partner is there, with an application that may come with a token of the sample identity provider
 * or with a sandbox key, which is kept for this machine's user alone and made anew when it is gone or no longer good.
 * @param {import('./plan-system.js').System} system
 * @param {NodeJS.ProcessEnv} env
 */
export async function makeSamplePartner({ management, partnerDataDir }, env) {
  const token = env.PARTNER_OWNER_TOKEN || firstTokenIn(env.PARTNER_GATEWAY_OWNERS || env.OWNERS);
  const ask = ownerApi({ url: management, dataDir: partnerDataDir, ...(token && { token }) });
  const id = await sampleApplication(ask);
  await ask('POST', `/applications/${id}/oauth-clients`, CLIENT).catch(unlessItIsElsewhere);
  await keepKey(ask, id, sampleKeyFile(partnerDataDir));
}

/**
 * @param {Ask} ask
 * @returns {Promise<string>} its id
 */
async function sampleApplication(ask) {
  const { items } = await ask('GET', `/applications?partner=${PARTNER.id}`);
  const there = items.find((/** @type {{name: string}} */ { name }) => name === APPLICATION.name);
  if (there) return there.id;
  await ask('POST', '/partners', PARTNER).catch(unlessItIsElsewhere);
  return (await ask('POST', '/applications', APPLICATION)).id;
}

/**
 * @param {Ask} ask
 * @param {string} application
 * @param {string} file
 */
async function keepKey(ask, application, file) {
  const { items } = await ask('GET', `/applications/${application}/keys`);
  const good = items.filter(
    (/** @type {Key} */ { environment, expiresAt, revokedAt }) =>
      environment === 'sandbox' && !revokedAt && Date.parse(expiresAt) > Date.now(),
  );
  const kept = publicIdIn(file);
  if (good.some((/** @type {Key} */ { id }) => id === kept)) return;
  if (good.length >= MOST_KEYS) await ask('POST', `/keys/${good[0].id}/revoke`);
  const { key } = await ask('POST', `/applications/${application}/keys`, { environment: 'sandbox' });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {string} file */
function publicIdIn(file) {
  try {
    return /^fd_test_([0-9A-Za-z]{12})_[0-9A-Za-z]{38}\s*$/.exec(readFileSync(file, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/**
 * What somebody has arranged otherwise stays as it is.
 * @param {unknown} error
 */
function unlessItIsElsewhere(error) {
  if (!(error instanceof Refused && error.status === 409)) throw error;
}

/** @param {string} [owners] */
function firstTokenIn(owners) {
  return /^\s*[^:,]+:([^,\s]+)/.exec(owners ?? '')?.[1];
}
