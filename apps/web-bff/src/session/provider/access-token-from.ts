import type { TokenEndpointResponse } from 'openid-client';
import type { AccessToken } from '../store/session.js';

/** A token that expires so soon would end on its way to an upstream. */
const MARGIN_MS = 5_000;
/** Where the provider does not say how long its tokens live (RFC 6749, section 5.1 recommends that it does). */
const PRESUMED_LIFETIME_S = 300;

/** The access token of an answer, and when it is to be renewed. */
export function accessTokenFrom(answer: TokenEndpointResponse, now: number): AccessToken {
  const { access_token: value, expires_in: lifetimeS = PRESUMED_LIFETIME_S } = answer;
  return { value, staleAt: now + lifetimeS * 1_000 - MARGIN_MS };
}
