import type { AccessTokens, Clock } from '@frontdesk/request-context';
import { ProviderUnavailable } from '../provider/provider-unavailable.js';
import type { HeldSession } from '../store/held-session.js';
import { noSession } from '../no-session.js';
import type { Renewals } from './renewals.js';

/** The tokens of one session, for upstreams: each audience has its own, and one that is stale is renewed first. */
export class SessionTokens implements AccessTokens {
  constructor(
    private readonly held: HeldSession,
    private readonly renewals: Renewals,
    private readonly clock: Clock,
  ) {}

  /** Rejects with `ProviderUnavailable`, or `Unauthenticated` where only another log-in can help. */
  accessTokenFor(audience = ''): string | Promise<string> {
    const token = this.held.session.tokens.access[audience];
    if (token && this.clock.now() < token.staleAt) return token.value;
    // Without a refresh token, logging in anew is what helps.
    if (this.held.session.tokens.refreshToken === undefined) throw noSession('the access token has expired');
    return this.#renewed(audience);
  }

  async #renewed(audience: string): Promise<string> {
    const renewal = await this.renewals.renew(this.held, audience);
    if (renewal === 'ended') throw noSession('the session has ended');
    const token = renewal === 'failed' ? undefined : renewal.tokens.access[audience]?.value;
    if (token === undefined) throw new ProviderUnavailable('no access token can be had now');
    return token;
  }
}
