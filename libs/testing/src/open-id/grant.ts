/** What a user let the client do: lives as long as its refresh tokens, and ends all of them at once. */
export interface Grant {
  readonly sub: string;
  /** The user's session at the provider, as ID tokens and log-out tokens name it. */
  readonly sid: string;
  readonly scope: string;
  /** The audiences that access tokens may be asked for; the first unless another is asked. */
  readonly resources: readonly string[];
  ended: boolean;
}

/** An authorization code, and what its redemption has to match. */
export interface Code {
  readonly grant: Grant;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
  redeemed: boolean;
}

/** A refresh token: the first use is its last. */
export interface RefreshToken {
  readonly grant: Grant;
  used: boolean;
}
