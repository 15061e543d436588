import type { Coding } from '@frontdesk/caching';

/** Up to here what is saved fits into a packet that is sent anyway. */
const NOT_WORTH_CODING_BYTES = 1_024;
/** Of those that a caller likes the same, the first. */
const CODINGS: readonly Coding[] = ['br', 'gzip', 'identity'];
const WEIGHTED = /^(\S+?)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;

/**
 * The coding in which a caller prefers to get so many bytes (RFC 9110 § 12.5.3):
 * - the one of the highest weight; `*` weighs what is not named, and who names nothing gets the bytes as they are
 * - the bytes as they are where they are few, unless the caller refuses that
 * - the bytes as they are where nothing acceptable is left: that serves more callers than 406 does
 */
export function preferredCoding(acceptEncoding: string | undefined, bytes: number): Coding {
  if (acceptEncoding === undefined) return 'identity';
  const weights = weightsOf(acceptEncoding);
  const weightOf = (coding: Coding): number | undefined => weights.get(coding) ?? weights.get('*');
  if (bytes <= NOT_WORTH_CODING_BYTES && weightOf('identity') !== 0) return 'identity';
  let preferred: Coding = 'identity';
  let highest = 0;
  for (const coding of CODINGS) {
    const weight = weightOf(coding) ?? 0;
    if (weight > highest) [preferred, highest] = [coding, weight];
  }
  return preferred;
}

/** What is no coding with a weight is passed over. */
function weightsOf(acceptEncoding: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const member of acceptEncoding.toLowerCase().split(',')) {
    const [, coding, weight = '1'] = WEIGHTED.exec(member.trim()) ?? [];
    if (coding !== undefined) weights.set(coding, Number(weight));
  }
  return weights;
}
