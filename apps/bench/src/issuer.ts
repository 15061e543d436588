import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const LIFETIME_S = 3_600;
export const AUDIENCE = 'urn:frontdesk:bench';

/** What the gateways are told, so that this provider knows them. */
export const clientSettings = { OIDC_CLIENT_ID: 'bench', OIDC_CLIENT_SECRET: 'the-secret-of-the-bench' };

/** An OpenID provider for the gateways, as quick as one can be: nothing of it is measured. */
export interface Issuer {
  readonly url: string;
  /** An access token for the user `sub`, with the audience of the bench. */
  mint(sub: string): string;
  /** Where a browser is sent back to that was sent here to log in, if `user` is who logs in. */
  approve(question: URL, user: string): URL;
  close(): void;
}

/** What a code and a refresh token say by themselves: who logged in, and what the client wanted to see again. */
interface Login {
  readonly sub: string;
  readonly nonce: string | undefined;
}

/** Starts a provider in this process; gateways ask it for keys once, and once for each log-in. */
export async function startIssuer(): Promise<Issuer> {
  const access = { alg: 'ES256', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
  // What OpenID Connect asks every client to take.
  const id = { alg: 'RS256', ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
  const keys = [access, id].map(({ alg, publicKey }) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid: alg,
    alg,
    use: 'sig',
  }));

  const server = createServer((request, response) => {
    void answerTo(request).then((body) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answerTo(request: IncomingMessage): Promise<object> {
    if (request.url?.startsWith('/.well-known/')) return discovery(url);
    if (request.url === '/jwks') return { keys };
    const form = await readForm(request);
    const login = decode(form.get('code') ?? form.get('refresh_token') ?? '');
    return {
      token_type: 'Bearer',
      access_token: mint(login.sub),
      expires_in: LIFETIME_S,
      refresh_token: encode(login),
      id_token: signed(id, 'JWT', {
        ...times(),
        iss: url,
        aud: clientSettings.OIDC_CLIENT_ID,
        sub: login.sub,
        name: login.sub,
        sid: login.sub,
        nonce: login.nonce,
      }),
    };
  }

  const mint = (sub: string) =>
    signed(access, 'at+jwt', {
      ...times(),
      iss: url,
      aud: AUDIENCE,
      sub,
      client_id: 'bench',
      scope: 'openid',
      jti: 'bench',
    });

  return {
    url,
    mint,
    approve(question, user) {
      const { redirect_uri = '', state = '', nonce } = Object.fromEntries(question.searchParams);
      const back = new URL(redirect_uri);
      back.search = new URLSearchParams({ code: encode({ sub: user, nonce }), state, iss: url }).toString();
      return back;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function discovery(url: string): object {
  return {
    issuer: url,
    jwks_uri: `${url}/jwks`,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function times() {
  const now = Math.floor(Date.now() / 1_000);
  return { iat: now, exp: now + LIFETIME_S };
}

function signed(key: { alg: string; privateKey: KeyObject }, typ: string, claims: object): string {
  const text = `${encode({ alg: key.alg, typ, kid: key.alg })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return new URLSearchParams(body);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(text: string): Login {
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Login;
}
