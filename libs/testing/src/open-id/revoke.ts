import type { ServerResponse } from 'node:http';
import type { ReceivedRequest } from '../fake-upstream.js';
import type { OpenIdProvider } from '../open-id-provider.js';
import { authenticateClient } from './authenticate-client.js';

/** The revocation endpoint (RFC 7009): a refresh token takes its whole grant with it; unknown tokens are no error. */
export function revoke(provider: OpenIdProvider, request: ReceivedRequest, response: ServerResponse): void {
  const form = new URLSearchParams(request.body);
  const token = form.get('token') ?? '';
  if (provider.answerRevocation === 'hang') return;
  if (provider.answerRevocation === 'server_error') return void response.writeHead(503).end();
  authenticateClient(provider, request, form);
  provider.revoked.push(token);
  const known = provider.refreshTokens.get(token);
  if (known) known.grant.ended = true;
  response.writeHead(200).end();
}
