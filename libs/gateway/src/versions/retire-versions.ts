import type { Clock } from '@frontdesk/request-context';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { pathOf } from '../edge/check-target.js';
import { type Retirement, type RetiringVersions, retiringVersionOf } from './retiring-versions.js';
import { VersionRetired } from './version-retired.js';

/** What a URI reference between angle brackets cannot hold as it is (RFC 8288, section 3.1). */
const NOT_IN_A_LINK = /[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]/g;

/**
 * Lets every route of a version that is on its way out say so, whatever it answers:
 * - `Deprecation` (RFC 9745): since when
 * - `Sunset` (RFC 8594): until when; from then on the answer is 410
 * - `Link`: the same path in the version that took its place (RFC 5829), and where people read about it
 *
 * Must run before routes are added. It runs before guards: who asks does not matter.
 */
export function retireVersions(server: FastifyInstance, versions: RetiringVersions, wallClock: Clock): void {
  const hooks = new Map(
    Object.entries(versions).map(([version, retirement]) => [
      version,
      sayUntil(version, retirement, wallClock),
    ]),
  );
  server.addHook('onRoute', (route) => {
    const version = retiringVersionOf(route.url, versions);
    if (version === undefined) return;
    route.onRequest = [route.onRequest ?? [], hooks.get(version)!].flat();
  });
}

function sayUntil(version: string, retirement: Retirement, wallClock: Clock): onRequestHookHandler {
  const { successor, moved = {}, documents } = retirement;
  const deprecatedMs = instantOf(version, retirement.deprecatedAt);
  const sunsetMs = instantOf(version, retirement.sunsetAt);
  if (sunsetMs < deprecatedMs) throw new TypeError(`${version} cannot end before it is deprecated`);
  const deprecation = `@${Math.floor(deprecatedMs / 1_000)}`;
  const sunset = new Date(sunsetMs).toUTCString();
  const readAbout = `<${documents}>; rel="deprecation sunset"`;

  return (request, reply, done) => {
    const path = movedPath(pathOf(request.raw.url ?? '/').slice(version.length + 1), moved);
    const newer = `</${successor}${path.replace(NOT_IN_A_LINK, encoded)}>; rel="successor-version"`;
    reply
      .header('deprecation', deprecation)
      .header('sunset', sunset)
      .header('link', `${newer}, ${readAbout}`);
    done(wallClock.now() < sunsetMs ? undefined : new VersionRetired(version, successor));
  };
}

/** Where a path is in the version that took its place. */
function movedPath(path: string, moved: NonNullable<Retirement['moved']>): string {
  const [first = ''] = /^\/[^/]*/.exec(path) ?? [];
  return Object.hasOwn(moved, first) ? moved[first]! + path.slice(first.length) : path;
}

function instantOf(version: string, text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new TypeError(`${version}: "${text}" is no instant`);
  return instant;
}

/** Node reads a target as bytes, one to a character. */
function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}
