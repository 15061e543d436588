import type { ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import type { ReceivedRequest } from '../fake-upstream.js';
import type { OpenIdProvider } from '../open-id-provider.js';
import { redirect, sendPage } from './send.js';

/**
 * The end-session endpoint (RP-Initiated Logout 1.0): ends the grants of the session that an ID token, or else its `sid`
 * as `logout_hint`, names; then sends the user back.
 */
export function endSession(
  provider: OpenIdProvider,
  request: ReceivedRequest,
  response: ServerResponse,
): void {
  const asked = request.method === 'POST' ? new URLSearchParams(request.body) : request.query;
  provider.endSessionRequests.push(asked);
  const hint = asked.get('id_token_hint');
  if (hint && !provider.issued.includes(hint)) return sendPage(response, 400, 'unknown ID token');
  const sid = hint ? decodeJwt(hint)['sid'] : asked.get('logout_hint');
  for (const grant of provider.grants) if (grant.sid === sid) grant.ended = true;

  const back = asked.get('post_logout_redirect_uri');
  if (!back) return sendPage(response, 200, 'logged out');
  const known = hint !== null || asked.get('client_id') === provider.clientId;
  if (!known || !provider.knowsLogoutUri(back)) return sendPage(response, 400, 'unknown redirect URI');
  const target = new URL(back);
  const state = asked.get('state');
  if (state !== null) target.searchParams.set('state', state);
  redirect(response, target.href);
}
