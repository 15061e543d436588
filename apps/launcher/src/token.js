/** `npm run -s token -- alice`: prints an access token, got the way that a real caller gets one, and nothing else. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const USAGE =
  'usage: npm run -s token -- alice [mobile|web]   or   npm run -s token -- acme partner   (users: alice, bob)';
const MAX_REDIRECTS = 10;
const ANSWER_WITHIN_MS = 5000;

const workspace = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
const dataDir = resolve(workspace, process.env.IDENTITY_DATA_DIR || '.data/identity');
const issuer = (process.env.OIDC_ISSUER || 'http://127.0.0.1:3010').replace(/\/$/, '');

/** What ends the command with one line and no stack. */
class Refusal extends Error {}

try {
  process.stdout.write(`${await tokenFor(...process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`token: ${error instanceof Refusal ? error.message : `failed: ${error.message}`}\n`);
  process.exitCode = 1;
}

async function tokenFor(name, gateway, ...more) {
  if (!name || more.length > 0) throw new Refusal(USAGE);
  if (name === 'acme' && (gateway ?? 'partner') === 'partner') return partnerToken(name);
  if (name === 'acme' || !['mobile', 'web', undefined].includes(gateway)) throw new Refusal(USAGE);
  return gateway === 'web'
    ? userToken(name, 'web-bff', (client) => client.redirect_uris[0])
    : userToken(name, 'mobile-bff', () => 'http://127.0.0.1/callback');
}

async function partnerToken(clientId) {
  const provider = await discover();
  return exchange(provider, clientNamed(clientId), { grant_type: 'client_credentials' });
}

/** The authorization code flow with PKCE, through the login form, as a browser would walk it. */
async function userToken(name, clientId, redirectUriOf) {
  const provider = await discover();
  const client = clientNamed(clientId);
  const redirect_uri = redirectUriOf(client);
  const code_verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const question = new URL(provider.authorization_endpoint);
  question.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state,
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const back = await logIn(question, redirect_uri, name);
  const code = back.searchParams.get('code');
  if (!code || back.searchParams.get('state') !== state) {
    throw new Refusal(`${issuer} gave no code: ${back.searchParams.get('error_description') ?? back.search}`);
  }
  return exchange(provider, client, { grant_type: 'authorization_code', code, code_verifier, redirect_uri });
}

/** Follows redirects, fills in the form, and stops where the client would take over. */
async function logIn(question, redirectUri, name) {
  const cookies = new Map();
  let url = question;
  let form;
  for (let step = 0; step < MAX_REDIRECTS; step += 1) {
    const answer = await ask(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((cookie) => cookie.join('=')).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (key) cookies.set(key, value);
    }
    const location = answer.headers.get('location');
    if (location) {
      url = new URL(location, url);
      if (url.href.startsWith(redirectUri)) return url;
      form = undefined;
    } else if (answer.ok && !form) {
      form = new URLSearchParams({ login: name, password: name });
    } else {
      throw new Refusal(`${issuer} does not know a user ${JSON.stringify(name)} (there are alice and bob)`);
    }
  }
  throw new Refusal(`${issuer} redirects without end`);
}

async function exchange(provider, client, grant) {
  const headers = client.client_secret && {
    authorization: `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64')}`,
  };
  const body = new URLSearchParams({ client_id: client.client_id, ...grant });
  const answer = await ask(provider.token_endpoint, { method: 'POST', headers, body });
  const { access_token, error, error_description } = await answer.json();
  if (access_token) return access_token;
  throw new Refusal(
    `${issuer} refused ${client.client_id}: ${error_description ?? error} (is ${dataDir} the provider's?)`,
  );
}

async function discover() {
  const answer = await ask(`${issuer}/.well-known/openid-configuration`);
  if (!answer.ok)
    throw new Refusal(`${issuer} is no OpenID provider (OIDC_ISSUER): it answers ${answer.status}`);
  return answer.json();
}

async function ask(url, options = {}) {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), ...options });
  } catch {
    throw new Refusal(`no identity provider at ${issuer} (OIDC_ISSUER): is "npm start" running?`);
  }
}

/** The provider writes down its clients, with their secrets, for the programs that are these clients. */
function clientNamed(clientId) {
  const file = join(dataDir, 'clients.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')).find((client) => client.client_id === clientId);
  } catch {
    throw new Refusal(`${file} cannot be read (IDENTITY_DATA_DIR): the provider writes it as it starts`);
  }
}
