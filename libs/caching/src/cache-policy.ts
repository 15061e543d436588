/** Who may be given a stored answer: anyone, one principal, or all principals of one tenant. */
export type Audience = 'public' | 'perPrincipal' | 'perTenant';

/** How long an answer of one operation is kept, and for whom. */
export interface CachePolicy<A extends Audience = Audience> {
  readonly audience: A;
  /** For so many milliseconds an answer is given without asking the source. */
  readonly freshMs: number;
  /** For so many more it is given while it is being refreshed, and while the source fails (RFC 5861); none by default. */
  readonly staleMs?: number;
  /** For so many milliseconds it is known that the source has no such thing; never, by default. */
  readonly absentMs?: number;
  /** What the answer was made of, so that it can be purged. */
  readonly tags?: readonly string[];
}

/** The policies that an operation may have: one that reads the principal cannot be public. */
export type CachePolicyFor<Reads extends 'principal' | 'nothing'> = Reads extends 'principal'
  ? CachePolicy<'perPrincipal' | 'perTenant'>
  : CachePolicy;
