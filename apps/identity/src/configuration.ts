import { errors, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { claimsOf } from './accounts.js';
import { clients, resourcesOf, scopeOf, USER_SCOPE } from './clients.js';
import { grantOf } from './grants.js';
import { askToLogOut, sayLoggedOut } from './logout-pages.js';
import { escaped, page, pageHeaders } from './pages.js';
import type { Settings } from './settings.js';
import { type Keys, SIGNING_ALGORITHM } from './signing-keys.js';
import type { Store } from './sqlite-adapter.js';

const MINUTE_S = 60;
const DAY_S = 86_400;

/** node-oidc-provider's configuration: what is not said here is its default. */
export function configurationOf(settings: Settings, keys: Keys, store: Store): Configuration {
  return {
    clients: clients(settings),
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys },
    adapter: (model) => store.adapter(model),
    findAccount: (_ctx, accountId) => {
      const claims = claimsOf(accountId);
      return claims && { accountId, claims: () => claims };
    },
    // Name and address are in the ID token too: a gateway that has it need not ask for them.
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    scopes: [...USER_SCOPE.split(' '), 'products:read', 'orders:read', 'orders:write'],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    // Back-channel logout goes to our own clients alone, and they live on addresses that the provider's guard
    // against server-side request forgery refuses: its dispatcher is left out.
    fetch: (url, { dispatcher: _guard, ...options }: RequestInit = {}) => fetch(url, options),
    features: {
      devInteractions: { enabled: false },
      // The gateways do not check a proof of possession, so no token is bound to one.
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => {
          if (token.clientId === client.clientId) await token.destroy();
          // The provider would go on and end all that the grant has given. Two log-ins of one browser share a grant,
          // and the end of one session must not end the other; a logout ends both.
          return false;
        },
      },
      rpInitiatedLogout: { enabled: true, logoutSource: askToLogOut, postLogoutSuccessSource: sayLoggedOut },
      resourceIndicators: {
        enabled: true,
        // A login may lead to tokens for all of the client's resources; a token is for its gateway unless asked otherwise.
        defaultResource: (ctx, client, granted) => {
          askForAllScopes(ctx);
          const [gateway, ...upstreams] = resourcesOf(client.clientId);
          if (!gateway) return [];
          if (!granted) return [gateway, ...upstreams];
          return granted.includes(gateway) ? gateway : granted;
        },
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource, client) => {
          if (!resourcesOf(client.clientId).includes(resource)) throw new errors.InvalidTarget();
          return {
            audience: resource,
            scope: scopeOf(client.metadata(), resource),
            accessTokenTTL: settings.accessTokenTtlS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: SIGNING_ALGORITHM } },
          };
        },
      },
    },
    interactions: {
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
      policy: promptsOfOurOwn(),
    },
    loadExistingGrant: grantOf,
    // Our own clients need no `offline_access`; without it, refreshing ends with the session.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    renderError: (ctx, out) => {
      ctx.set(pageHeaders);
      ctx.body = page(
        'This did not work',
        `<p>${escaped(out.error)}: ${escaped(out.error_description ?? '')}</p>`,
      );
    },
    ttl: {
      AccessToken: settings.accessTokenTtlS,
      ClientCredentials: settings.accessTokenTtlS,
      AuthorizationCode: MINUTE_S,
      IdToken: 10 * MINUTE_S,
      Interaction: 60 * MINUTE_S,
      RefreshToken: 14 * DAY_S,
      Session: 14 * DAY_S,
      Grant: 14 * DAY_S,
    },
  };
}

/** RFC 6749, section 3.3: a program that names no scope gets all of its own. */
function askForAllScopes(ctx: KoaContextWithOIDC): void {
  const { client, params } = ctx.oidc;
  if (params?.grant_type === 'client_credentials') params.scope ??= client?.scope;
}

/** Consent is never asked for: the clients are our own. It stays a prompt for those who send `prompt=consent`. */
function promptsOfOurOwn() {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.clear();
  return policy;
}
