import type { Clock, Principal } from '@frontdesk/request-context';

/** Whom a gateway lets in, and by whose word. */
export interface GatewayIdentity {
  /** The gateway's name, such as `mobile-bff`: the realm of its challenges and the name of its strategy. */
  readonly gateway: string;
  /** The OpenID provider, exactly as its tokens name it in `iss`. */
  readonly issuer: string;
  /** What `aud` must hold, so that a token for another gateway is refused. */
  readonly audience: string;
  readonly principalKind: 'user' | 'partner';
  /**
   * Who they are here whom a genuine token names; undefined refuses the token, and what it throws is answered as it is. Asked
   * at every request, of the server's own request object.
   */
  readonly recognize?: (named: Principal, request: object) => Principal | undefined;
  readonly clock?: Clock;
}
