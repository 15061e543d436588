import type { Clock } from '@frontdesk/request-context';
import type { LogOutHint } from './log-out/leave-url.js';
import type { Provider } from './provider/provider.js';
import type { Renewals } from './refresh/renewals.js';
import type { SealingKeys } from './store/sealing-keys.js';
import type { SessionStore } from './store/session-store.js';
import type { Tell } from './tell.js';

/** What logging in, staying so and logging out stand on. */
export abstract class SessionParts {
  abstract readonly store: SessionStore;
  abstract readonly provider: Provider;
  abstract readonly renewals: Renewals;
  abstract readonly keys: () => SealingKeys;
  abstract readonly clock: Clock;
  abstract readonly tell: Tell;
  abstract readonly scope: string;
  /** Whom tokens are asked for: the gateway itself first, then upstreams; none: nothing is said of audiences. */
  abstract readonly audiences: readonly string[];
  /** How long a session lives at most. */
  abstract readonly maxMs: number;
  abstract readonly logOutHint: LogOutHint;
  abstract readonly publicUrl: string | undefined;
}
