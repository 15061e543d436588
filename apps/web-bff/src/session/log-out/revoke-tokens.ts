import { setTimeout as pause } from 'node:timers/promises';
import * as client from 'openid-client';
import type { Provider } from '../provider/provider.js';
import type { Tokens } from '../store/session.js';

/** How long whoever logs out waits for the provider; it goes on being told after that. */
const PATIENCE_MS = 500;

/**
 * Tells the provider that the tokens of a session are not needed any more (RFC 7009): the refresh token, with which the
 * access tokens go, or else those. A provider that is down keeps nobody logged in.
 */
export async function revokeTokens(provider: Provider, { refreshToken, access }: Tokens): Promise<void> {
  const tokens = refreshToken
    ? [[refreshToken, 'refresh_token']]
    : Object.values(access).map(({ value }) => [value, 'access_token']);
  const patience = new AbortController();
  const told = Promise.all(
    tokens.map(([token = '', token_type_hint = '']) => revoke(provider, token, token_type_hint)),
  );
  const { signal } = patience;
  await Promise.race([told, pause(PATIENCE_MS, undefined, { signal, ref: false }).catch(() => undefined)]);
  patience.abort();
}

async function revoke(provider: Provider, token: string, token_type_hint: string): Promise<void> {
  try {
    const { config, metadata } = await provider.known();
    if (metadata.revocation_endpoint) await client.tokenRevocation(config, token, { token_type_hint });
  } catch {
    // It is over here, and ends there by itself.
  }
}
