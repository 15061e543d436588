import { randomBytes, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ReceivedRequest } from './fake-upstream.js';
import { authorize } from './open-id/authorize.js';
import { endSession } from './open-id/end-session.js';
import type { Code, Grant, RefreshToken } from './open-id/grant.js';
import { ProtocolError } from './open-id/protocol-error.js';
import { revoke } from './open-id/revoke.js';
import { sendJson } from './open-id/send.js';
import { answerTokenRequest } from './open-id/token.js';
import { type Pen, type TokenClaims, type TokenHeader, TokenIssuer } from './token-issuer.js';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LOGOUT_TOKEN_TTL_S = 120;

/** What the token endpoint was asked. */
export interface TokenRequest {
  readonly grant: string;
  readonly resource?: string;
  readonly refreshToken?: string;
}

/** What is wrong with the ID tokens from now on; a claim set to `null` is left out. */
export interface WrongIdToken {
  claims?: TokenClaims;
  header?: TokenHeader;
  wrongKey?: boolean;
}

/** An OpenID provider on a real socket that approves at once, keeps to the standards, and errs where it is told to. */
export class OpenIdProvider extends TokenIssuer {
  clientId = 'web-bff';
  clientSecret = randomBytes(32).toString('base64url');
  /** The redirect URIs that are known; unless told, `/bff/callback` at any port of the loopback. */
  redirectUris: string[] | undefined;
  /** The audiences that the client may ask for; the first unless it asks. */
  resources: string[] = ['urn:frontdesk:web-bff', 'urn:frontdesk:shop'];

  /** Who logs in next; `null` refuses (`access_denied`). */
  user: string | null = 'alice';
  /** Shows a button, `Approve`, instead of approving at once. */
  asks = false;
  accessTokenTtlS = 300;
  givesRefreshTokens = true;
  rotatesRefreshTokens = true;
  idToken: WrongIdToken = {};
  /** What the answer at the redirect URI says instead; `null` leaves a parameter out. */
  authorizationAnswer: Record<string, string | null> = {};
  answerToken: 'ok' | 'invalid_grant' | 'access_denied' | 'server_error' | 'too_many' | 'hang' | 'reset' =
    'ok';
  answerRevocation: 'ok' | 'server_error' | 'hang' = 'ok';
  /** What a token request waits for before it is answered. */
  beforeToken: (() => Promise<void>) | undefined;

  readonly authorizationRequests: URLSearchParams[] = [];
  readonly tokenRequests: TokenRequest[] = [];
  readonly endSessionRequests: URLSearchParams[] = [];
  /** The tokens that were revoked. */
  readonly revoked: string[] = [];
  /** Every token that was ever given out: access, ID and refresh. */
  readonly issued: string[] = [];
  readonly grants: Grant[] = [];
  readonly codes = new Map<string, Code>();
  readonly refreshTokens = new Map<string, RefreshToken>();

  /** What ID tokens say of a user. */
  profileOf(sub: string): Record<string, string> {
    return { name: sub[0]?.toUpperCase() + sub.slice(1), email: `${sub}@example.com` };
  }

  /** A back-channel log-out token for who logs in, unless the claims, the header or the pen make it a wrong one. */
  logoutToken(claims: TokenClaims = {}, header: TokenHeader = {}, pen: Pen = 'own'): Promise<string> {
    const defaults = {
      sub: this.user,
      aud: this.clientId,
      exp: Math.floor(Date.now() / 1_000) + LOGOUT_TOKEN_TTL_S,
      jti: randomUUID(),
      events: { [LOGOUT_EVENT]: {} },
    };
    return this.mint({ ...defaults, ...claims }, { typ: 'logout+jwt', ...header }, pen);
  }

  knowsRedirectUri(uri: string): boolean {
    if (this.redirectUris) return this.redirectUris.includes(uri);
    return isOnLoopback(uri) && new URL(uri).pathname === '/bff/callback';
  }

  /** Where the user may be sent after log-out: any page of an origin that has a redirect URI. */
  knowsLogoutUri(uri: string): boolean {
    if (!this.redirectUris) return isOnLoopback(uri);
    return this.redirectUris.some((known) => URL.parse(known)?.origin === URL.parse(uri)?.origin);
  }

  protected override metadata(): Record<string, unknown> {
    const at = (path: string) => `${this.issuer}/${path}`;
    return {
      ...super.metadata(),
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      userinfo_endpoint: at('userinfo'),
      revocation_endpoint: at('revoke'),
      end_session_endpoint: at('end_session'),
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    };
  }

  protected override async answer(request: ReceivedRequest, response: ServerResponse): Promise<void> {
    try {
      switch (`${request.method} ${request.path}`) {
        case 'GET /authorize':
        case 'POST /authorize':
          return authorize(this, request, response);
        case 'POST /token':
          return await answerTokenRequest(this, request, response);
        case 'POST /revoke':
          return revoke(this, request, response);
        case 'GET /end_session':
        case 'POST /end_session':
          return endSession(this, request, response);
        case 'GET /userinfo':
          return this.#tellUser(request, response);
        default:
          return await super.answer(request, response);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const challenge: Record<string, string> =
        error.status === 401 ? { 'www-authenticate': 'Basic realm="provider"' } : {};
      sendJson(response, error.status, { error: error.code }, challenge);
    }
  }

  #tellUser(request: ReceivedRequest, response: ServerResponse): void {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!this.issued.includes(token)) throw new ProtocolError('invalid_token', 401);
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      sub: string;
    };
    sendJson(response, 200, { sub, ...this.profileOf(sub) });
  }
}

/** Starts an OpenID provider; `host` is a name of the loopback, for one that is another site to a browser. */
export async function openIdProvider(host?: string): Promise<OpenIdProvider> {
  return new OpenIdProvider(host).start();
}

function isOnLoopback(uri: string): boolean {
  return ['127.0.0.1', 'localhost'].includes(URL.parse(uri)?.hostname ?? '');
}
