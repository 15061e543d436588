import type { IncomingHttpHeaders } from 'node:http';

/** As much of a Fastify request as is looked at here. */
export interface BearerRequest {
  readonly headers: IncomingHttpHeaders;
  /** The server's own request object, which the edge tied the context to. */
  readonly raw: object;
}

const SCHEME = 'bearer';

/** The token of an `Authorization: Bearer` header (RFC 6750, section 2.1); undefined for none, or another scheme. */
export function bearerTokenOf({ headers: { authorization } }: BearerRequest): string | undefined {
  if (authorization?.charAt(SCHEME.length) !== ' ') return undefined;
  if (authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  return authorization.slice(SCHEME.length + 1);
}
