import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../src/settings.js';
import { startIdentity } from '../src/start-identity.js';
import { authorization, Browser } from './browser.js';

export const WEB_CALLBACK = 'http://127.0.0.1:3000/bff/callback';
export const MOBILE_CALLBACK = 'http://127.0.0.1:49152/callback';

type Form = Record<string, string>;

export interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
  scope: string;
  error?: string;
}

/** A folder for one test's state. */
export function dataDirForTests() {
  const path = mkdtempSync(join(tmpdir(), 'identity-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** The provider on a free port, and what its clients do. */
export async function providerForTests(dataDir: string, env: NodeJS.ProcessEnv = {}) {
  const settings = readSettings({ PORT: '0', IDENTITY_DATA_DIR: dataDir, ...env });
  const complaints: string[] = [];
  const identity = await startIdentity(settings, (line) => complaints.push(line));
  const { issuer } = identity;

  const secretOf = (clientId: string): string | undefined =>
    (JSON.parse(readFileSync(join(dataDir, 'clients.json'), 'utf8')) as Form[]).find(
      (client) => client.client_id === clientId,
    )?.client_secret;

  async function ask(path: string, clientId: string, form: Form) {
    const secret = secretOf(clientId);
    const answer = await fetch(`${issuer}${path}`, {
      method: 'POST',
      headers: secret ? { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` } : {},
      body: new URLSearchParams({ ...(secret ? {} : { client_id: clientId }), ...form }),
    });
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Tokens };
  }

  async function logIn(
    clientId: string,
    callback: string,
    name: string,
    browser = new Browser(),
    more: Form = {},
  ) {
    const { question, grantFor } = authorization(issuer, clientId, callback, more);
    const form = await browser.open(question, issuer);
    // Who is logged in already is not asked again.
    const back = form.url.origin === issuer ? await submit(browser, form.url, name) : form;
    return (await ask('/token', clientId, grantFor(back.url))).body;
  }

  const submit = (browser: Browser, url: URL, login: string, password = login) =>
    browser.open(url, issuer, { login, password });

  async function read(token: string) {
    const jwks = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { kty: string }[] };
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), { issuer });
    return { header: decodeProtectedHeader(token), claims: payload };
  }

  return { ...identity, issuer, complaints, ask, logIn, submit, read };
}

export type TestProvider = Awaited<ReturnType<typeof providerForTests>>;
