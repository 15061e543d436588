import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { keep, readKept } from './kept-file.js';
import type { Settings } from './settings.js';

const FILE = 'clients.json';

/** What gateways of users may ask for; nobody asks a user's scopes of an API yet. */
export const USER_SCOPE = 'openid offline_access profile email';
const PARTNER_SCOPE = 'products:read orders:read';

/** The one gateway whose tokens a client gets, asked for or not. */
const gatewayOf: Readonly<Record<string, string>> = {
  'web-bff': 'urn:frontdesk:web-bff',
  'mobile-bff': 'urn:frontdesk:mobile-bff',
  acme: 'urn:frontdesk:partner-gateway',
};

/** The resource indicator (RFC 8707) and audience of the gateway that this client is for. */
export function resourceOf(clientId: string): string | undefined {
  return gatewayOf[clientId];
}

/** All clients, with the secrets of an earlier start; the file is for the programs that are these clients. */
export function clients(settings: Settings): ClientMetadata[] {
  const kept = new Map(
    readKept<ClientMetadata[]>(settings.dataDir, FILE)?.map((client) => [client.client_id, client]),
  );
  const secretOf = (clientId: string) =>
    kept.get(clientId)?.client_secret ?? randomBytes(32).toString('base64url');
  const all: ClientMetadata[] = [
    {
      client_id: 'web-bff',
      client_secret: secretOf('web-bff'),
      scope: USER_SCOPE,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: settings.webBffUrls.map((url) => `${url}/bff/callback`),
      post_logout_redirect_uris: settings.webBffUrls.flatMap((url) => [`${url}/`, url]),
      backchannel_logout_uri: settings.webBffBackchannelLogoutUri,
      backchannel_logout_session_required: true,
    },
    {
      // A phone keeps no secret (RFC 8252): it proves itself by PKCE, and any port of the loopback will do.
      client_id: 'mobile-bff',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      scope: USER_SCOPE,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    },
    {
      client_id: 'acme',
      client_secret: secretOf('acme'),
      scope: PARTNER_SCOPE,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
  ];
  keep(settings.dataDir, FILE, all);
  return all;
}
