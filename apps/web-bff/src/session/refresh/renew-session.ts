import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@frontdesk/request-context';
import * as client from 'openid-client';
import { revokeTokens } from '../log-out/revoke-tokens.js';
import { accessTokenFrom } from '../provider/access-token-from.js';
import type { Provider } from '../provider/provider.js';
import type { Session } from '../store/session.js';
import type { SessionStore } from '../store/session-store.js';
import type { Tell } from '../tell.js';
import { lockSession } from './lock-session.js';

const SAVE_AGAIN_MS = 250;

export interface RenewalParts {
  readonly store: SessionStore;
  readonly provider: Provider;
  readonly clock: Clock;
  readonly tell: Tell;
  /** The audience of tokens that are asked for without one, where others are asked for too. */
  readonly ownAudience?: string | undefined;
}

/** The session with a new token; or that it has none and goes on without (`failed`), or is no more (`ended`). */
export type Renewal = Session | 'failed' | 'ended';

/** What came of it, and when everything is put away. */
export interface Done {
  readonly renewal: Renewal;
  readonly settled: Promise<void>;
}

/**
 * Renews the token for one audience:
 * - alone: a refresh token that rotates may be spent but once, by whichever gateway;
 * - unless another gateway has done it since `seen`;
 * - `invalid_grant` ends the session, and nothing else does;
 * - what was given is kept until the store takes it. Only a crash in between loses it: the user then logs in again.
 */
export async function renewSession(
  parts: RenewalParts,
  key: string,
  audience: string,
  seen: Session,
): Promise<Done> {
  const release = await lockSession(parts.store, key);
  try {
    const { renewal, settled } = await renewAlone(parts, key, audience, seen);
    return { renewal, settled: settled.finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function renewAlone(parts: RenewalParts, key: string, audience: string, seen: Session): Promise<Done> {
  const session = (await parts.store.findAnew(key))?.session;
  if (!session) return done('ended');
  if (session.tokens.access[audience]?.value !== seen.tokens.access[audience]?.value) return done(session);
  const { refreshToken } = session.tokens;
  if (refreshToken === undefined) return done('failed');

  const answer = await spend(parts, refreshToken, audience);
  if (!answer) return done(await endUnlessRenewed(parts, key, refreshToken));
  const renewed = renewedBy(session, answer, audience, parts.clock.now());
  const saved = await save(parts, key, renewed);
  if (saved === 'ended') return done('ended');
  return done(renewed, saved === 'not yet' ? saveLater(parts, key, renewed) : undefined);
}

function done(renewal: Renewal, settled: Promise<void> = Promise.resolve()): Done {
  return { renewal, settled };
}

/** Undefined where the provider says that the token is no good; rejects where it says nothing, or something else. */
async function spend(
  { provider, ownAudience }: RenewalParts,
  refreshToken: string,
  audience: string,
): Promise<client.TokenEndpointResponse | undefined> {
  const { refreshing } = await provider.known();
  const resource = audience || ownAudience;
  try {
    return await client.refreshTokenGrant(refreshing, refreshToken, resource ? { resource } : {});
  } catch (error) {
    if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return undefined;
    throw error;
  }
}

async function endUnlessRenewed({ store, tell }: RenewalParts, key: string, spent: string): Promise<Renewal> {
  const session = (await store.findAnew(key))?.session;
  if (session && session.tokens.refreshToken !== spent) return session;
  await store.end(key);
  tell('the identity provider ended a session (invalid_grant)');
  return 'ended';
}

function renewedBy(
  session: Session,
  answer: client.TokenEndpointResponse,
  audience: string,
  now: number,
): Session {
  const { tokens } = session;
  return {
    ...session,
    tokens: {
      ...tokens,
      refreshToken: answer.refresh_token ?? tokens.refreshToken,
      access: { ...tokens.access, [audience]: accessTokenFrom(answer, now) },
    },
  };
}

async function save(
  { store, provider }: RenewalParts,
  key: string,
  session: Session,
): Promise<'done' | 'ended' | 'not yet'> {
  try {
    if (await store.replace(key, session)) return 'done';
    // Somebody logged out meanwhile: nobody has a use for what was given, and it must not live on.
    await revokeTokens(provider, session.tokens);
    return 'ended';
  } catch {
    return 'not yet';
  }
}

async function saveLater(parts: RenewalParts, key: string, session: Session): Promise<void> {
  parts.tell('a renewed session cannot be stored yet');
  do {
    await pause(SAVE_AGAIN_MS, undefined, { ref: false });
  } while (parts.clock.now() < session.lastEndsAt && (await save(parts, key, session)) === 'not yet');
}
