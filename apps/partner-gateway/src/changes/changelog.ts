import type { Standing } from './standing.js';

/** What was published on a day, in words. */
export interface ChangelogEntry {
  /** Such as `2026-11-20`. */
  readonly date: string;
  readonly version: string;
  readonly changes: readonly string[];
}

/** The changelog with what is recorded of a version on a day; what only words it otherwise is no change. */
export function withEntry(
  changelog: readonly ChangelogEntry[],
  { version, harmless }: Pick<Standing, 'version' | 'harmless'>,
  date: string,
): readonly ChangelogEntry[] {
  if (harmless.length === 0) return changelog;
  const same = changelog.find((entry) => entry.date === date && entry.version === version);
  if (!same) return [...changelog, { date, version, changes: harmless }];
  const changes = [...new Set([...same.changes, ...harmless])];
  return changelog.map((entry) => (entry === same ? { ...entry, changes } : entry));
}
