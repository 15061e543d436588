import { createHash } from 'node:crypto';
import type { OpenIdProvider } from '../open-id-provider.js';
import type { Code } from './grant.js';
import { ProtocolError } from './protocol-error.js';

/** Takes a code once; the second time ends what the first one gave (RFC 6749, section 4.1.2), and PKCE is checked. */
export function redeemCode(provider: OpenIdProvider, form: URLSearchParams): Code {
  const code = provider.codes.get(form.get('code') ?? '');
  if (!code) throw new ProtocolError('invalid_grant');
  if (code.redeemed) {
    code.grant.ended = true;
    throw new ProtocolError('invalid_grant');
  }
  if (form.get('redirect_uri') !== code.redirectUri) throw new ProtocolError('invalid_grant');
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (challenge !== code.challenge) throw new ProtocolError('invalid_grant');
  code.redeemed = true;
  return code;
}
