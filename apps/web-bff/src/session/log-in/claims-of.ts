import * as client from 'openid-client';
import type { KnownProvider } from '../provider/provider.js';
import { unavailabilityIn } from '../provider/provider-unavailable.js';
import type { Claims } from '../store/session.js';
import type { Answer } from './exchange-code.js';
import { LogInRefused } from './log-in-refused.js';

/** OpenID Connect's bound for a `sub`, and no character that a header to an upstream could not carry. */
const SENDABLE_ID = /^[\x21-\x7e]{1,255}$/;
const MOST_CHARACTERS = 512;
/** What pages may be told of a user (OpenID Connect Core 1.0, section 5.1); a session holds nothing else of it. */
const TOLD = [
  'name',
  'given_name',
  'family_name',
  'nickname',
  'preferred_username',
  'email',
  'email_verified',
  'picture',
  'locale',
  'zoneinfo',
];

/** What the ID token says of the user, or else the user info endpoint; who it is, the ID token alone says. */
export async function claimsOf(
  { config, metadata }: KnownProvider,
  answer: Answer,
  returnPath: string,
): Promise<Claims> {
  const idToken = answer.claims();
  const sub = idToken?.sub ?? '';
  if (!SENDABLE_ID.test(sub)) throw new LogInRefused('code', 'names nobody (sub)', returnPath);
  const claims = told({ ...idToken });
  if (Object.keys(claims).length > 0 || !metadata.userinfo_endpoint) return { ...claims, sub };
  try {
    return { ...told(await client.fetchUserInfo(config, answer.access_token, sub)), sub };
  } catch (error) {
    // Nobody is kept out because a name cannot be had.
    if (unavailabilityIn(error) || error instanceof client.WWWAuthenticateChallengeError) return { sub };
    const detail = 'the identity provider tells of somebody else';
    throw new LogInRefused('code', detail, returnPath, { cause: error });
  }
}

function told(claims: Readonly<Record<string, unknown>>): Record<string, string | boolean> {
  const fitting = TOLD.flatMap((name): [string, string | boolean][] => {
    const value = claims[name];
    const fits = typeof value === 'boolean' || (typeof value === 'string' && value.length <= MOST_CHARACTERS);
    return fits ? [[name, value]] : [];
  });
  return Object.fromEntries(fitting);
}
