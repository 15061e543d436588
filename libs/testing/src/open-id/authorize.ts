import { randomBytes, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ReceivedRequest } from '../fake-upstream.js';
import type { OpenIdProvider } from '../open-id-provider.js';
import { ProtocolError } from './protocol-error.js';
import { redirect, sendPage } from './send.js';

/**
 * The authorization endpoint. Approves at once, or behind a button where the provider `asks`.
 * - A client or redirect URI that is not known is told to the user, never redirected to.
 * - PKCE by S256 is a must, and so is the scope `openid`.
 * - Says who answered by `iss` (RFC 9207).
 */
export function authorize(
  provider: OpenIdProvider,
  request: ReceivedRequest,
  response: ServerResponse,
): void {
  const asked = request.method === 'POST' ? new URLSearchParams(request.body) : request.query;
  const redirectUri = asked.get('redirect_uri') ?? '';
  if (asked.get('client_id') !== provider.clientId || !provider.knowsRedirectUri(redirectUri)) {
    return sendPage(response, 400, 'unknown client or redirect URI');
  }
  if (request.method === 'GET') {
    provider.authorizationRequests.push(asked);
    if (provider.asks) return sendPage(response, 200, approvalForm(asked));
  }

  const answer = new URLSearchParams();
  try {
    answer.set('code', approve(provider, asked, redirectUri));
  } catch (error) {
    answer.set('error', (error as ProtocolError).code);
  }
  if (asked.has('state')) answer.set('state', asked.get('state') ?? '');
  answer.set('iss', provider.issuer);
  for (const [name, value] of Object.entries(provider.authorizationAnswer)) {
    if (value === null) answer.delete(name);
    else answer.set(name, value);
  }
  const target = new URL(redirectUri);
  for (const [name, value] of answer) target.searchParams.append(name, value);
  redirect(response, target.href);
}

function approve(provider: OpenIdProvider, asked: URLSearchParams, redirectUri: string): string {
  if (asked.get('response_type') !== 'code') throw new ProtocolError('unsupported_response_type');
  const challenge = asked.get('code_challenge');
  if (!challenge || asked.get('code_challenge_method') !== 'S256') throw new ProtocolError('invalid_request');
  const scope = asked.get('scope') ?? '';
  if (!scope.split(' ').includes('openid')) throw new ProtocolError('invalid_scope');
  const resources = asked.getAll('resource');
  if (resources.some((resource) => !provider.resources.includes(resource))) {
    throw new ProtocolError('invalid_target');
  }
  if (provider.user === null) throw new ProtocolError('access_denied');

  const grant = {
    sub: provider.user,
    sid: randomUUID(),
    scope,
    resources: resources.length ? resources : provider.resources.slice(0, 1),
    ended: false,
  };
  provider.grants.push(grant);
  const code = randomBytes(32).toString('base64url');
  const nonce = asked.get('nonce') ?? undefined;
  provider.codes.set(code, { grant, redirectUri, challenge, nonce, redeemed: false });
  return code;
}

function approvalForm(asked: URLSearchParams): string {
  const fields = [...asked].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return `<form method="post" action="/authorize">${fields.join('')}<button>Approve</button></form>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
