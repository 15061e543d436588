import type { OperationChange } from './operation-change.js';

type Requirement = Readonly<Record<string, readonly string[]>>;

/** What is different in what callers must show: whoever had enough before must have enough after. */
export function compareSecurity(
  before: readonly Requirement[],
  after: readonly Requirement[],
): OperationChange[] {
  if (after.length === 0) {
    return before.length > 0 ? [{ place: '', what: 'asks for no credentials', breaking: false }] : [];
  }
  if (before.length === 0) return [{ place: '', what: 'asks for credentials', breaking: true }];
  return [
    ...before.flatMap((old) => (after.some((now) => isEnough(old, now)) ? [] : [lackOf(old, after)])),
    ...after
      .filter((now) => !before.some((old) => sameSchemes(old, now)))
      .map((now) => ({ place: '', what: `can be called with ${named(now)}`, breaking: false })),
    ...before.flatMap((old) => sparedBy(after, old)),
  ];
}

function isEnough(shown: Requirement, asked: Requirement): boolean {
  return Object.entries(asked).every(([scheme, scopes]) => {
    const has = shown[scheme];
    return has !== undefined && scopes.every((scope) => has.includes(scope));
  });
}

/** Scopes that are asked for no longer. */
function sparedBy(after: readonly Requirement[], old: Requirement): OperationChange[] {
  const now = after.find((each) => sameSchemes(old, each));
  if (!now || !isEnough(old, now) || isEnough(now, old)) return [];
  return [{ place: '', what: `asks for fewer scopes of ${named(now)}`, breaking: false }];
}

function lackOf(old: Requirement, after: readonly Requirement[]): OperationChange {
  const now = after.find((each) => sameSchemes(old, each));
  const scopes = Object.entries(now ?? {}).flatMap(([scheme, asked]) =>
    asked.filter((scope) => !old[scheme]?.includes(scope)),
  );
  const what = now
    ? `asks for the scope ${scopes.map((scope) => `\`${scope}\``).join(' and ')} of ${named(now)}`
    : `cannot be called with ${named(old)} any more`;
  return { place: '', what, breaking: true };
}

function sameSchemes(one: Requirement, other: Requirement): boolean {
  return Object.keys(one).sort().join() === Object.keys(other).sort().join();
}

function named(requirement: Requirement): string {
  return Object.keys(requirement)
    .map((scheme) => `\`${scheme}\``)
    .join(' and ');
}
