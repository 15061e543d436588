/** The session that a request came with. */
export interface CurrentSession {
  /** When it ends unless it is used, ms since 1970; moves as the session slides. */
  readonly endsAt: number;
  /**
   * Tells once when the session has ended: by log-out here or at another gateway, by the provider, or by time. Returns
   * how to stop listening.
   */
  onEnd(told: () => void): () => void;
}

const SESSION = Symbol('session');

interface Carrier {
  [SESSION]?: CurrentSession;
}

/** The session that the server's request object (`request.raw`) came with; undefined for none. */
export function currentSessionOf(request: object): CurrentSession | undefined {
  return (request as Carrier)[SESSION];
}

/** Ties a session to the server's request object; only what looked up the cookie does. */
export function attachSession(request: object, session: CurrentSession): void {
  (request as Carrier)[SESSION] = session;
}
