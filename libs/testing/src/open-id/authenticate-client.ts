import type { ReceivedRequest } from '../fake-upstream.js';
import type { OpenIdProvider } from '../open-id-provider.js';
import { ProtocolError } from './protocol-error.js';

/** Takes `client_secret_basic` and `client_secret_post`, never both at once (RFC 6749, section 2.3). */
export function authenticateClient(
  provider: OpenIdProvider,
  request: ReceivedRequest,
  form: URLSearchParams,
): void {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic && form.has('client_secret')) throw new ProtocolError('invalid_request');
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString().split(':').map(formDecoded)
    : [form.get('client_id'), form.get('client_secret')];
  if (id !== provider.clientId || secret !== provider.clientSecret) {
    throw new ProtocolError('invalid_client', 401);
  }
}

const formDecoded = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
