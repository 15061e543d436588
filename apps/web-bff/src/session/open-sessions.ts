import type { GatewaySettings, Settings } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';
import { Provider } from './provider/provider.js';
import { Renewals } from './refresh/renewals.js';
import type { SessionParts } from './session-parts.js';
import type { sessionSettings } from './session-settings.js';
import { MemorySessions } from './store/memory-sessions.js';
import { RedisSessions } from './store/redis-sessions.js';
import { SealingKeys } from './store/sealing-keys.js';
import type { SessionStore } from './store/session-store.js';
import type { Tell } from './tell.js';

/** Instants that other processes read too, so no monotonic clock. */
const wallClock: Clock = { now: () => Date.now() };

interface Needs {
  readonly settings: GatewaySettings & Settings<typeof sessionSettings>;
  /** How to come by the secret of this client. */
  readonly secret: () => string;
  /** The audiences of upstreams that are given tokens of their own. */
  readonly audiences: readonly string[];
  readonly tell: Tell;
}

/** Makes what sessions stand on, of the settings; the provider is not asked yet. */
export async function openSessions({ settings, secret, audiences, tell }: Needs): Promise<SessionParts> {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcAudience: own } = settings;
  const clock = wallClock;
  const keys = once(() => sealingKeys(settings.sessionKeys, secret));
  const provider = new Provider({ issuer, clientId, secret, clock });
  const store = await openStore(settings, keys, clock, tell);
  const asked = audiences.length > 0 ? [own, ...audiences] : [];
  return {
    store,
    provider,
    renewals: new Renewals({ store, provider, clock, tell, ownAudience: asked[0] }),
    keys,
    clock,
    tell,
    scope: settings.oidcScope,
    audiences: asked,
    maxMs: settings.sessionMaxMs,
    logOutHint: settings.oidcLogoutHint,
    publicUrl: settings.publicUrl,
  };
}

async function openStore(
  { redisUrl: url, sessionIdleMs: idleMs, maxSessions }: Needs['settings'],
  keys: () => SealingKeys,
  clock: Clock,
  tell: Tell,
): Promise<SessionStore> {
  if (!url) return new MemorySessions({ idleMs, maxSessions, clock });
  const watcher = {
    redisLost: () => tell('Redis is lost; nobody is known to be logged in until it is back'),
    redisBack: () => tell('Redis is back; sessions are known again'),
  };
  const sessions = new RedisSessions({ url, idleMs, clock, keys, watcher });
  await sessions.ready();
  return sessions;
}

function sealingKeys(given: readonly string[] | undefined, secret: () => string): SealingKeys {
  const [first, ...others] = (given ?? []).map((key) => Buffer.from(key, 'base64url'));
  return first ? new SealingKeys(first, ...others) : SealingKeys.derivedFrom(secret());
}

/** What is made at the first use that succeeds, and kept. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
