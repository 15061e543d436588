import type { AppPolicy, PlatformPolicy } from './app-policy.js';
import type { CallingApp } from './calling-app.js';
import { isBefore, semanticVersion, type SemanticVersion } from './semantic-version.js';

/** Whether an app should be updated, or must be. */
export type Update = 'none' | 'recommended' | 'required';

/** As metrics name what was published. */
const RELEASE = /^\d+\.\d+$/;

/** Makes the function that holds apps against a policy; throws where the policy itself cannot be meant, naming the field. */
export function judgeBy(policy: AppPolicy): (app: CallingApp) => Update {
  const limits = Object.fromEntries(
    Object.entries<PlatformPolicy>(policy).map(([platform, asked]) => [platform, limitsOf(platform, asked)]),
  );
  return ({ platform, version }) => {
    const { least, recommended } = limits[platform]!;
    if (isBefore(version, least)) return 'required';
    return isBefore(version, recommended) ? 'recommended' : 'none';
  };
}

function limitsOf(platform: string, policy: PlatformPolicy) {
  const refuse = (field: keyof PlatformPolicy, reason: string): never => {
    throw new TypeError(`the policy for ${platform} is wrong: ${field} "${String(policy[field])}" ${reason}`);
  };
  const versionIn = (field: 'least' | 'recommended'): SemanticVersion =>
    semanticVersion(policy[field]) ?? refuse(field, 'is no version');
  const limits = { least: versionIn('least'), recommended: versionIn('recommended') };
  if (isBefore(limits.recommended, limits.least)) refuse('recommended', 'is before the least');
  if (!policy.releases.every((release) => RELEASE.test(release)))
    refuse('releases', 'are not all major.minor');
  if (!URL.canParse(policy.storeUrl)) refuse('storeUrl', 'is no URL');
  return limits;
}
