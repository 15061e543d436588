/** A version as Semantic Versioning 2.0.0 has it; what is said of the build is left out, since it orders nothing. */
export interface SemanticVersion {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** The parts of what comes before a release, such as `beta.2`; none for a release. */
  readonly preRelease: readonly string[];
}

const NUMBER = String.raw`(0|[1-9]\d{0,8})`;
const PART = String.raw`(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)`;
const BUILD = String.raw`(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?`;
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PART}(?:\\.${PART})*))?${BUILD}$`);
const DIGITS = /^\d+$/;
const MAX_LENGTH = 64;

/** Reads a version; undefined for what is none. */
export function semanticVersion(text: string): SemanticVersion | undefined {
  const [, major, minor, patch, preRelease] = (text.length <= MAX_LENGTH && VERSION.exec(text)) || [];
  if (major === undefined) return undefined;
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    preRelease: preRelease === undefined ? [] : preRelease.split('.'),
  };
}

/** Whether a version comes before another (section 11): `1.0.0-beta` does before `1.0.0`. */
export function isBefore(one: SemanticVersion, other: SemanticVersion): boolean {
  for (const [nth, number] of one.numbers.entries()) {
    if (number !== other.numbers[nth]) return number < other.numbers[nth]!;
  }
  if (one.preRelease.length === 0 || other.preRelease.length === 0) {
    return one.preRelease.length > other.preRelease.length;
  }
  for (const [nth, part] of one.preRelease.entries()) {
    const against = other.preRelease[nth];
    if (against === undefined) return false;
    if (part !== against) return isPartBefore(part, against);
  }
  return one.preRelease.length < other.preRelease.length;
}

/** Numbers are before words, and by their size; words are by their characters. */
function isPartBefore(one: string, other: string): boolean {
  const areNumbers = [DIGITS.test(one), DIGITS.test(other)];
  if (areNumbers[0] && areNumbers[1]) return BigInt(one) < BigInt(other);
  return areNumbers[0] === areNumbers[1] ? one < other : areNumbers[0] === true;
}
