import type { RequestContext } from '@frontdesk/request-context';
import type { AnswerCache } from './answer-cache.js';
import type { CachePolicy } from './cache-policy.js';
import type { Loaded, Offer, Outcome } from './cached.js';
import { encode } from './encode.js';
import { type Coding, etagFor, strongETag } from './etag.js';
import type { Freshness } from './freshness.js';

/** What a view came to, before it is sent. */
export interface Composed {
  /** The shaped body, serialized. */
  readonly body: Buffer | string;
  /** The strictest of its parts'. */
  readonly freshness: Freshness;
  readonly complete: boolean;
  readonly missing: readonly string[];
}

/** Said instead of a view of what does not exist. */
export interface Absent {
  readonly absent: true;
  /** How long that may be kept at most, and by whom; for as long as the policy says, where nobody says more. */
  readonly freshness?: Freshness | undefined;
}

/** A view as bytes that are ready to send. */
export interface FinishedView {
  readonly body: Buffer;
  /** Strong, of the bytes as they are; `etagFor` names a coding's. */
  readonly etag: string;
  readonly outcome: Outcome;
  /** Milliseconds for which it stays fresh; below zero for a stale one. */
  readonly freshForMs: number;
  /** What is left of it now. */
  readonly freshness: Freshness;
  readonly complete: boolean;
  readonly missing: readonly string[];
}

/** Composes a view for all who wait for it, and may offer what there is of it to those who cannot wait to the end. */
type Compose<View> = (context: RequestContext, offer: Offer<View>) => Promise<View>;

interface Stored {
  readonly body: Buffer;
  readonly etag: string;
  readonly complete: boolean;
  readonly missing: readonly string[];
}

const KEPT_AS_LONG_AS_WANTED: Freshness = { visibility: 'public', maxAgeMs: Infinity, noStore: false };

/** Public views that are complete, kept as finished bytes: a hit composes, validates, serializes and compresses nothing. */
export class FinishedViews {
  static readonly #coded = new WeakMap<Buffer, Map<Coding, Promise<Buffer>>>();

  constructor(private readonly cache: AnswerCache) {}

  /**
   * The view's bytes, from the cache or by `compose`, which is given a context without a principal. What is incomplete,
   * private or `no-store` goes to all who wait for it now, and is not stored. Undefined for what does not exist, which is
   * known for the policy's `absentMs`.
   *
   * Composing may take `withinMs`, whoever waits for it, so that nobody's haste is another's; who has less time is given
   * what `compose` offers by then. Unless told it may take as long as who asked first has.
   */
  async get(
    key: string,
    policy: CachePolicy<'public'>,
    context: RequestContext,
    compose: Compose<Composed>,
    withinMs?: number,
  ): Promise<FinishedView>;
  async get(
    key: string,
    policy: CachePolicy<'public'>,
    context: RequestContext,
    compose: Compose<Composed | Absent>,
    withinMs?: number,
  ): Promise<FinishedView | undefined>;
  async get(
    key: string,
    policy: CachePolicy<'public'>,
    context: RequestContext,
    compose: Compose<Composed | Absent>,
    withinMs?: number,
  ): Promise<FinishedView | undefined> {
    const scope = { context, readsPrincipal: false, withinMs };
    const cached = await this.cache.get<Stored | null>(`view|${key}`, policy, scope, async (own, offer) => {
      const view = await compose(own, (soFar) =>
        offer(() => {
          const there = soFar();
          return there && loadedOf(there);
        }),
      );
      return loadedOf(view);
    });
    if (!cached.value) return undefined;
    const { body, etag, complete, missing } = cached.value;
    const noStore = cached.outcome === 'bypass';
    return {
      body,
      etag,
      outcome: cached.outcome,
      freshForMs: cached.freshForMs,
      freshness: { visibility: 'public', maxAgeMs: Math.max(0, cached.freshForMs), noStore },
      complete,
      missing,
    };
  }

  /** The bytes of a view in a coding, compressed once for as long as they are kept; with the tag of that coding. */
  static async coded(
    { body, etag }: Pick<FinishedView, 'body' | 'etag'>,
    coding: Coding,
  ): Promise<{ body: Buffer; etag: string }> {
    if (coding === 'identity') return { body, etag };
    let codings = FinishedViews.#coded.get(body);
    if (!codings) FinishedViews.#coded.set(body, (codings = new Map()));
    let bytes = codings.get(coding);
    if (!bytes) codings.set(coding, (bytes = encode(body, coding)));
    return { body: await bytes, etag: etagFor(etag, coding) };
  }
}

function loadedOf(view: Composed | Absent): Loaded<Stored | null> {
  if ('absent' in view) return { value: null, absent: true, ...keeping(view.freshness) };
  const { body, freshness, complete, missing } = view;
  const { store, freshMs } = keeping(freshness);
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return {
    value: { body: bytes, etag: strongETag(bytes), complete, missing },
    store: complete && store,
    freshMs,
  };
}

function keeping({ visibility, maxAgeMs, noStore }: Freshness = KEPT_AS_LONG_AS_WANTED) {
  return { store: !noStore && visibility === 'public', freshMs: maxAgeMs };
}
