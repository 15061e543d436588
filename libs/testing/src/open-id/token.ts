import type { ServerResponse } from 'node:http';
import type { ReceivedRequest } from '../fake-upstream.js';
import type { OpenIdProvider } from '../open-id-provider.js';
import { authenticateClient } from './authenticate-client.js';
import { issueTokens } from './issue-tokens.js';
import { ProtocolError } from './protocol-error.js';
import { redeemCode } from './redeem-code.js';
import { sendJson } from './send.js';
import { useRefreshToken } from './use-refresh-token.js';

/** The token endpoint: remembers what it was asked, does as it is told, and else as the standards say. */
export async function answerTokenRequest(
  provider: OpenIdProvider,
  request: ReceivedRequest,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(request.body);
  const grantType = form.get('grant_type') ?? '';
  const resource = form.get('resource');
  const refreshToken = form.get('refresh_token');
  provider.tokenRequests.push({
    grant: grantType,
    ...(resource === null ? {} : { resource }),
    ...(refreshToken === null ? {} : { refreshToken }),
  });
  await provider.beforeToken?.();

  if (provider.answerToken === 'hang') return;
  if (provider.answerToken === 'reset') return void response.destroy();
  if (provider.answerToken === 'too_many') return sendJson(response, 429, {});
  if (provider.answerToken === 'server_error') return sendJson(response, 500, { error: 'server_error' });
  if (provider.answerToken !== 'ok') return sendJson(response, 400, { error: provider.answerToken });
  authenticateClient(provider, request, form);
  sendJson(response, 200, await tokensFor(provider, grantType, form));
}

function tokensFor(provider: OpenIdProvider, grantType: string, form: URLSearchParams) {
  const resources = form.getAll('resource');
  if (grantType === 'authorization_code') {
    const { grant, nonce } = redeemCode(provider, form);
    return issueTokens(provider, grant, resources, { nonce, refreshes: provider.givesRefreshTokens });
  }
  if (grantType === 'refresh_token') {
    const grant = useRefreshToken(provider, form);
    return issueTokens(provider, grant, resources, { refreshes: provider.rotatesRefreshTokens });
  }
  throw new ProtocolError('unsupported_grant_type');
}
