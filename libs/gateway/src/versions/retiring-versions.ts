/** A version of an API that is on its way out. */
export interface Retirement {
  /** Since when it is better not begun with, as an ISO 8601 instant. */
  readonly deprecatedAt: string;
  /** From when it is not answered any more. */
  readonly sunsetAt: string;
  /** The version that took its place, at the same paths. */
  readonly successor: string;
  /** What is at another path there: first segments as they were and as they are, such as `/inventory` and `/stock`. */
  readonly moved?: Readonly<Record<string, string>>;
  /** Where people read about it. */
  readonly documents: string;
}

/** The versions of an API that are on their way out, by the first segment of their paths, such as `v1`. */
export type RetiringVersions = Readonly<Record<string, Retirement>>;

/** The version that a path belongs to, where that is on its way out. */
export function retiringVersionOf<Versions extends RetiringVersions>(
  path: string,
  versions: Versions,
): (keyof Versions & string) | undefined {
  const [, version = ''] = path.split('/', 2);
  return Object.hasOwn(versions, version) ? version : undefined;
}
