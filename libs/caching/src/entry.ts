/** What is stored under a key. */
export interface Entry {
  readonly value: unknown;
  /** When its load began, by the cache's clock; its age counts from there. */
  readonly at: number;
  /** When its load began, by the wall clock of the process that loaded it, in milliseconds: older than a purge is purged. */
  readonly begunAt: number;
  readonly freshMs: number;
  readonly staleMs: number;
  /** True where the source has no such thing. */
  readonly absent?: boolean;
}

export function isFresh(entry: Entry, now: number): boolean {
  return now - entry.at < entry.freshMs;
}

/** True while an entry may be given to callers, be it stale. */
export function isServable(entry: Entry, now: number): boolean {
  return now - entry.at < entry.freshMs + entry.staleMs;
}
