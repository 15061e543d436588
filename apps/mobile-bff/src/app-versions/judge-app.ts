import type { AppPolicy, PlatformPolicy } from './app-policy.js';
import type { CallingApp } from './calling-app.js';
import { isBefore, semanticVersion, type SemanticVersion } from './semantic-version.js';

/** Whether an app should be updated, or must be. */
export type Update = 'none' | 'recommended' | 'required';

/** Makes the function that holds apps against a policy; throws where the policy itself holds what is no version. */
export function judgeBy(policy: AppPolicy): (app: CallingApp) => Update {
  const limits = Object.fromEntries(
    Object.entries<PlatformPolicy>(policy).map(([platform, { least, recommended }]) => [
      platform,
      { least: versionIn(platform, least), recommended: versionIn(platform, recommended) },
    ]),
  );
  return ({ platform, version }) => {
    const { least, recommended } = limits[platform]!;
    if (isBefore(version, least)) return 'required';
    return isBefore(version, recommended) ? 'recommended' : 'none';
  };
}

function versionIn(platform: string, text: string): SemanticVersion {
  const version = semanticVersion(text);
  if (!version) throw new TypeError(`the policy for ${platform} names "${text}", which is no version`);
  return version;
}
