import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { keep, keepText, readKept } from './kept-file.js';
import type { Settings } from './settings.js';

const FILE = 'clients.json';
const WEB_BFF_SECRET_FILE = 'web-bff.secret';

/** What gateways of users may ask for; nobody asks a user's scopes of an API yet. */
export const USER_SCOPE = 'openid offline_access profile email';
const PARTNER_SCOPE = 'products:read orders:read orders:write';

/**
 * The resources (RFC 8707) of each client, which are audiences of tokens: first its gateway, whose tokens it gets
 * whether it asks or not; then what the gateway itself may call in its user's name.
 */
const resources: Readonly<Record<string, readonly [gateway: string, ...upstreams: string[]]>> = {
  'web-bff': ['urn:frontdesk:web-bff', 'urn:frontdesk:shop'],
  'mobile-bff': ['urn:frontdesk:mobile-bff'],
  acme: ['urn:frontdesk:partner-gateway'],
};

/** All that this client may ask tokens for, that of its gateway first. */
export function resourcesOf(clientId: string): readonly string[] {
  return resources[clientId] ?? [];
}

/** What a token for this resource may be good for: an upstream learns who the user is, and no more. */
export function scopeOf(client: ClientMetadata, resource: string): string {
  return resource === resourcesOf(client.client_id)[0] ? (client.scope ?? USER_SCOPE) : '';
}

/** All clients, with the secrets of an earlier start; the files are for the programs that are these clients. */
export function clients(settings: Settings): ClientMetadata[] {
  const kept = new Map(
    readKept<ClientMetadata[]>(settings.dataDir, FILE)?.map((client) => [client.client_id, client]),
  );
  const secretOf = (clientId: string) =>
    kept.get(clientId)?.client_secret ?? randomBytes(32).toString('base64url');
  const webBffSecret = settings.webBffClientSecret ?? secretOf('web-bff');
  const all: ClientMetadata[] = [
    {
      client_id: 'web-bff',
      client_secret: webBffSecret,
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
  // Alone in a file, as a gateway reads the secret of any provider.
  keepText(settings.dataDir, WEB_BFF_SECRET_FILE, webBffSecret);
  return all;
}
