import type { IncomingHttpHeaders } from 'node:http';
import { isPublic, recordRefusal } from '@frontdesk/auth';
import { type Clock, contextOf, type RequestContext } from '@frontdesk/request-context';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { sessionIdIn } from './cookies/cookies.js';
import { sessionKeyOf } from './cookies/session-id.js';
import { attachSession } from './current-session.js';
import { noSession } from './no-session.js';
import type { Renewals } from './refresh/renewals.js';
import { SessionTokens } from './refresh/session-tokens.js';
import { slidesBy } from './slides.js';
import type { HeldSession } from './store/held-session.js';
import type { SessionStore } from './store/session-store.js';
import type { SessionsUnavailable } from './store/sessions-unavailable.js';

/** How much of the time that a request has left may go into a new token; upstreams that need none do without it. */
const SHARE_FOR_RENEWAL = 0.5;

export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly raw: object;
  readonly url: string;
}

/**
 * Who is calling: makes the principal of the session that the cookie names. It refuses nobody: throttling must run after
 * this, by principal or by address, and then `AuthorizationGuard`.
 */
export class SessionGuard implements CanActivate {
  constructor(
    private readonly store: SessionStore,
    private readonly renewals: Renewals,
    private readonly clock: Clock,
  ) {}

  canActivate(execution: ExecutionContext): boolean | Promise<boolean> {
    const request = execution.switchToHttp().getRequest<Asked>();
    const id = sessionIdIn(request.headers.cookie);
    const key = id === undefined ? undefined : sessionKeyOf(id);
    if (key === undefined) return true;
    const found = this.store.find(key, slidesBy(request, execution.getHandler()));
    if (found instanceof Promise) return this.#whenFound(found, request, execution);
    return found ? this.#admit(found, request, execution) : true;
  }

  async #whenFound(
    finding: Promise<HeldSession | undefined>,
    request: Asked,
    execution: ExecutionContext,
  ): Promise<boolean> {
    let held: HeldSession | undefined;
    try {
      held = await finding;
    } catch (error) {
      // Told to those alone who ask for what needs a session: public pages go on without.
      recordRefusal(request.raw, error as SessionsUnavailable);
    }
    return held ? this.#admit(held, request, execution) : true;
  }

  #admit(held: HeldSession, request: Asked, execution: ExecutionContext): boolean | Promise<boolean> {
    const { refreshToken, access } = held.session.tokens;
    const isStale = refreshToken !== undefined && this.clock.now() >= (access['']?.staleAt ?? Infinity);
    const waits =
      isStale && !isPublic(execution.getHandler(), execution.getClass()) && !this.renewals.isLate(held.key);
    if (waits) return this.#admitRenewed(held, request);
    return this.#enter(held, request, contextOf(request.raw));
  }

  async #admitRenewed(held: HeldSession, request: Asked): Promise<boolean> {
    const context = contextOf(request.raw);
    const renewing = this.renewals.renew(held);
    const renewal = await within(context.deadline.remainingMs() * SHARE_FOR_RENEWAL, renewing);
    // Somebody may have logged out while this waited.
    if (renewal !== 'ended' && !held.ended) return this.#enter(held, request, context);
    recordRefusal(request.raw, noSession('the session has ended'));
    return true;
  }

  #enter(held: HeldSession, { raw }: Asked, context: RequestContext): true {
    attachSession(raw, held);
    context.authenticated(held.principal, new SessionTokens(held, this.renewals, this.clock));
    return true;
  }
}

/** What work comes to, or undefined if that takes longer; it goes on by itself then. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
