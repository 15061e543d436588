import type { Clock } from '@frontdesk/request-context';

/** Whom a gateway lets in, and by whose word. */
export interface GatewayIdentity {
  /** The gateway's name, such as `mobile-bff`: the realm of its challenges and the name of its strategy. */
  readonly gateway: string;
  /** The OpenID provider, exactly as its tokens name it in `iss`. */
  readonly issuer: string;
  /** What `aud` must hold, so that a token for another gateway is refused. */
  readonly audience: string;
  readonly principalKind: 'user' | 'partner';
  readonly clock?: Clock;
}
