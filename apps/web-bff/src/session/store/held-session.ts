import type { Principal } from '@frontdesk/request-context';
import type { CurrentSession } from '../current-session.js';
import type { Endings } from './endings.js';
import type { Session } from './session.js';

/** A session as a process holds it in memory: what requests are served with. */
export class HeldSession implements CurrentSession {
  readonly principal: Principal;
  ended = false;
  /** When its end was last put off, ms since 1970. */
  slidAt = 0;
  /** Until when it is believed without asking where it is kept. */
  trustedUntil = 0;

  constructor(
    /** The hash of the id in the cookie. */
    readonly key: string,
    public session: Session,
    public endsAt: number,
    private readonly endings: Endings,
  ) {
    const { claims, scopes } = session;
    this.principal = Object.freeze({ kind: 'user', id: claims.sub, scopes: new Set(scopes) });
  }

  onEnd(told: () => void): () => void {
    if (!this.ended) return this.endings.listen(this.key, told);
    queueMicrotask(told);
    return () => undefined;
  }
}
