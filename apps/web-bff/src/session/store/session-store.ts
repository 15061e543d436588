import type { HeldSession } from './held-session.js';
import type { Session } from './session.js';

/** Whose sessions the provider ends: all of a user's, or those of one session of the user's at the provider. */
export interface Ended {
  readonly subject?: string | undefined;
  readonly providerSid?: string | undefined;
}

/**
 * Where sessions are kept, under the hash of the id that the browser holds. All but `close` may throw
 * `SessionsUnavailable`.
 */
export interface SessionStore {
  add(key: string, session: Session): Promise<void>;
  /** The session as it was at most half a second ago; where it `slides`, its end is put off. */
  find(key: string, slides: boolean): HeldSession | undefined | Promise<HeldSession | undefined>;
  /** The session as it is now, for whoever is about to change it. */
  findAnew(key: string): Promise<HeldSession | undefined>;
  /** Puts what was changed in its place; false where the session has ended meanwhile, which it then stays. */
  replace(key: string, session: Session): Promise<boolean>;
  /** Ends the session, here and at all other gateways, and returns what it was. */
  end(key: string): Promise<Session | undefined>;
  /** Ends all sessions that this is true of, and returns what they were. */
  endAll(ended: Ended): Promise<readonly Session[]>;
  /** True for the first who asks by this name, among all gateways, within `forMs`. */
  isFirst(name: string, forMs: number): Promise<boolean>;
  /** Whether somebody has asked so, and the time is not over; asking this takes no name. */
  wasFirst(name: string): Promise<boolean>;
  /** Lets one alone change the session, for `forMs` at most; undefined while another does. */
  lock(key: string, forMs: number): Promise<(() => Promise<void>) | undefined>;
  close(): void;
}
