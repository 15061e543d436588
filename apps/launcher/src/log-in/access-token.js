import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkout } from '../checkout.js';
import { Failure } from '../failure.js';
import { ask } from './ask.js';
import { provider } from './parties.js';
import { walkLogIn } from './walk-log-in.js';

const MOBILE_CALLBACK = 'http://127.0.0.1/callback';
const dataDir = resolve(checkout, process.env.IDENTITY_DATA_DIR || '.data/identity');

/**
 * A user's token for mobile-bff: the authorization code flow with PKCE, through the login form.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function userToken(name) {
  const { authorization_endpoint, token_endpoint } = await discover();
  const client = clientNamed('mobile-bff');
  const code_verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const question = new URL(authorization_endpoint);
  question.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: MOBILE_CALLBACK,
    response_type: 'code',
    scope: 'openid profile email',
    state,
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const back = await walkLogIn(question, name, (next) =>
    next.href.startsWith(MOBILE_CALLBACK) ? next.searchParams : undefined,
  );
  const code = back.get('code');
  if (!code || back.get('state') !== state) {
    throw new Failure(`${provider.url} gave no code: ${back.get('error_description') ?? back}`);
  }
  const grant = { grant_type: 'authorization_code', code, code_verifier, redirect_uri: MOBILE_CALLBACK };
  return exchange(token_endpoint, client, grant);
}

/**
 * A partner's own token.
 * @param {string} clientId
 * @returns {Promise<string>}
 */
export async function partnerToken(clientId) {
  const { token_endpoint } = await discover();
  return exchange(token_endpoint, clientNamed(clientId), { grant_type: 'client_credentials' });
}

/**
 * @param {string} endpoint
 * @param {{client_id: string, client_secret?: string}} client
 * @param {Record<string, string>} grant
 */
async function exchange(endpoint, { client_id, client_secret }, grant) {
  const headers = client_secret
    ? { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` }
    : undefined;
  const body = new URLSearchParams({ client_id, ...grant });
  const answer = await ask(provider, endpoint, { method: 'POST', headers, body });
  const { access_token, error, error_description } = /** @type {Record<string, string>} */ (
    await answer.json()
  );
  if (access_token) return access_token;
  throw new Failure(
    `${provider.url} refused ${client_id}: ${error_description ?? error} (is ${dataDir} the provider's?)`,
  );
}

async function discover() {
  const answer = await ask(provider, `${provider.url}/.well-known/openid-configuration`);
  if (answer.ok) {
    return /** @type {{authorization_endpoint: string, token_endpoint: string}} */ (await answer.json());
  }
  throw new Failure(`${provider.url} is no OpenID provider (OIDC_ISSUER): it answers ${answer.status}`);
}

/**
 * The provider writes down its clients, with their secrets, for the programs that are these clients.
 * @param {string} clientId
 * @returns {{client_id: string, client_secret?: string}}
 */
function clientNamed(clientId) {
  const file = join(dataDir, 'clients.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')).find(
      (/** @type {{client_id: string}} */ client) => client.client_id === clientId,
    );
  } catch {
    throw new Failure(`${file} cannot be read (IDENTITY_DATA_DIR): the provider writes it as it starts`);
  }
}
