import { InvalidInput } from '@frontdesk/gateway';
import type { IncomingHttpHeaders } from 'node:http';
import { type Platform, PLATFORMS } from './app-policy.js';
import { semanticVersion, type SemanticVersion } from './semantic-version.js';

export const VERSION_HEADER = 'X-App-Version';
export const PLATFORM_HEADER = 'X-App-Platform';

/** The app that a request comes from. */
export interface CallingApp {
  readonly platform: Platform;
  readonly version: SemanticVersion;
}

/**
 * The app by the headers of its request; undefined where they name none, as those of tools and tests do. Throws
 * `InvalidInput`, which names the header, for a value that is none, and for one of the two without the other: who forgot
 * it would go unwatched until the day on which its version is no longer served.
 */
export function callingApp(headers: IncomingHttpHeaders): CallingApp | undefined {
  // Of two such headers Node makes one with a comma, which is no version and no platform.
  const version = headers['x-app-version'] as string | undefined;
  const platform = headers['x-app-platform'] as string | undefined;
  if (version === undefined && platform === undefined) return undefined;
  return { version: versionFrom(version), platform: platformFrom(platform) };
}

function versionFrom(header: string | undefined): SemanticVersion {
  if (header === undefined) throw invalid(VERSION_HEADER, `is missing, beside ${PLATFORM_HEADER}`);
  return semanticVersion(header) ?? refuse(VERSION_HEADER, 'is no semantic version, such as 1.4.2');
}

function platformFrom(header: string | undefined): Platform {
  if (header === undefined) throw invalid(PLATFORM_HEADER, `is missing, beside ${VERSION_HEADER}`);
  return (
    PLATFORMS.find((platform) => platform === header) ??
    refuse(PLATFORM_HEADER, `is none of ${PLATFORMS.join(', ')}`)
  );
}

function refuse(field: string, detail: string): never {
  throw invalid(field, detail);
}

function invalid(field: string, detail: string): InvalidInput {
  return new InvalidInput([{ in: 'header', field, detail }]);
}
