interface Quota {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

interface Use {
  readonly name: string;
  readonly remaining: number;
  /** Whole seconds until the window ends. */
  readonly resetS: number;
}

/** One item of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10 § 3): quota and window in seconds. */
export function rateLimitPolicyOf({ name, limit, windowMs }: Quota): string {
  return `"${name}";q=${limit};w=${Math.ceil(windowMs / 1_000)}`;
}

/** One item of `RateLimit` (the same draft, § 4): what remains, and for how many seconds. */
export function rateLimitOf({ name, remaining, resetS }: Use): string {
  return `"${name}";r=${Math.max(0, remaining)};t=${resetS}`;
}
