import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY_ID = 'bench';
const LIFETIME_S = 3_600;
export const AUDIENCE = 'urn:frontdesk:bench';

/** An OpenID provider for the gateways, and a token that it issued. */
export interface Issuer {
  readonly url: string;
  /** For the user `sub`, with the audience of the bench. */
  mint(sub: string): string;
  close(): void;
}

/** Starts a provider of keys in this process; gateways ask it once. */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'ES256', use: 'sig' };

  const server = createServer((request, response) => {
    const body = request.url?.startsWith('/.well-known/')
      ? { issuer: url, jwks_uri: `${url}/jwks` }
      : { keys: [jwk] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    mint(sub) {
      const now = Math.floor(Date.now() / 1_000);
      const head = encode({ alg: 'ES256', typ: 'at+jwt', kid: KEY_ID });
      const claims = encode({
        iss: url,
        aud: AUDIENCE,
        sub,
        client_id: 'bench',
        scope: 'openid',
        jti: 'bench',
        iat: now,
        exp: now + LIFETIME_S,
      });
      const signature = sign('sha256', Buffer.from(`${head}.${claims}`), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      return `${head}.${claims}.${signature.toString('base64url')}`;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
