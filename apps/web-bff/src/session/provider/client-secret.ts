import { readFileSync } from 'node:fs';
import { InvalidSettings } from '@frontdesk/gateway';
import { ProviderUnavailable } from './provider-unavailable.js';

/** Where the sample identity provider is, and where it leaves the secret of its client. */
const SAMPLE_ISSUER = 'http://127.0.0.1:3010';
const SAMPLE_FILE = '.data/identity/web-bff.secret';

interface Given {
  readonly oidcIssuer: string;
  readonly oidcClientSecret?: string | undefined;
  readonly oidcClientSecretFile?: string | undefined;
}

/**
 * How to come by the secret of this client, each time anew; throws at boot where nobody could know it, and
 * `ProviderUnavailable` while its file cannot be read.
 */
export function clientSecretOf({ oidcIssuer, oidcClientSecret, oidcClientSecretFile }: Given): () => string {
  if (oidcClientSecret) return () => oidcClientSecret;
  const file = oidcClientSecretFile ?? (oidcIssuer === SAMPLE_ISSUER ? SAMPLE_FILE : undefined);
  if (file === undefined) {
    throw new InvalidSettings([
      'OIDC_CLIENT_SECRET is missing, or OIDC_CLIENT_SECRET_FILE: only the sample provider leaves it in a file',
    ]);
  }
  return () => readSecret(file);
}

function readSecret(file: string): string {
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ProviderUnavailable(`OIDC_CLIENT_SECRET_FILE cannot be read: ${file}`, { cause: error });
  }
  if (!secret) throw new ProviderUnavailable(`OIDC_CLIENT_SECRET_FILE is empty: ${file}`);
  return secret;
}
