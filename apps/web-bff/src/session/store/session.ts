/** What the provider says of a user and a page may be told. */
export type Claims = Readonly<Record<string, string | boolean>> & { readonly sub: string };

/** A token for one audience. */
export interface AccessToken {
  readonly value: string;
  /** When it is to be renewed, ms since 1970: a little before it expires. */
  readonly staleAt: number;
}

/** What the provider gave for this session; no page ever sees any of it. */
export interface Tokens {
  /** Kept only where the provider wants to see it again at log-out. */
  readonly idToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  /** By audience; the one that was not asked for by name is `''`. */
  readonly access: Readonly<Record<string, AccessToken>>;
}

/** Who has logged in, until when at most, and with what tokens; it is replaced as a whole, never changed. */
export interface Session {
  readonly claims: Claims;
  readonly scopes: readonly string[];
  /** The user's session at the provider (`sid`), where it names one. */
  readonly providerSid?: string | undefined;
  /** What the log-out URL must carry, so that no other site can log anybody out. */
  readonly logOutId: string;
  /** The absolute end, however much the session is used, ms since 1970. */
  readonly lastEndsAt: number;
  readonly tokens: Tokens;
}
