import { Forbidden, Unauthenticated } from './refusals.js';

/** No credentials were sent: no error code (RFC 6750, section 3.1). */
export function noToken(gateway: string): Unauthenticated {
  return new Unauthenticated('an access token is needed', `Bearer realm="${gateway}"`);
}

/** A token was sent and refused; `why` is told to the caller. */
export function invalidToken(gateway: string, why: string, cause?: unknown): Unauthenticated {
  const challenge = `Bearer realm="${gateway}", error="invalid_token", error_description="${why}"`;
  return new Unauthenticated(why, challenge, { cause });
}

/** The token does not carry the scopes that the route asks for. */
export function insufficientScope(gateway: string, needed: readonly string[]): Forbidden {
  const scope = needed.join(' ');
  return new Forbidden(
    `this needs the scope ${scope}`,
    `Bearer realm="${gateway}", error="insufficient_scope", scope="${scope}"`,
  );
}
