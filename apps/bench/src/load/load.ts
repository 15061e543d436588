/** What is asked of a server during one measurement. */
export interface Load {
  readonly url: string;
  /** The same path for every request, or products picked by popularity. */
  readonly path: string | ProductPaths;
  readonly headers: Readonly<Record<string, string>>;
  /** How many requests wait for their answers at any time. */
  readonly connections: number;
  /** How long it lasts, or how many requests it is. */
  readonly until: { readonly seconds: number } | { readonly requests: number };
  /** On whose behalf requests are sent; where it is not said, on nobody's. */
  readonly addresses?: Addresses;
}

/** Pages of products, picked by Zipf's law: the second is asked for half as often as the first, and so on. */
export interface ProductPaths {
  readonly prefix: string;
  readonly products: number;
  readonly seed: number;
}

/** Addresses that take turns: so many requests from one, then as many from the next. */
export interface Addresses {
  readonly first: number;
  readonly requestsEach: number;
}

/** What came of it, as the callers saw it. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 200, and requests without an answer. */
  readonly failed: number;
}

/** Puts load on a server until it ends. */
export type PutLoad = (load: Load, signal: AbortSignal) => Promise<LoadResult>;
