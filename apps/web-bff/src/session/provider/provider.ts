import type { Clock } from '@frontdesk/request-context';
import * as client from 'openid-client';
import { fetchFromProvider } from './fetch-from-provider.js';
import { ProviderUnavailable, unavailabilityIn } from './provider-unavailable.js';
import { withoutIdToken } from './without-id-token.js';

const TIMEOUT_S = 5;
/** A refresh is let take longer: one that is given up may have spent its token all the same. */
const REFRESH_TIMEOUT_S = 10;
/** What the provider says of itself is read again after this time. */
const FRESH_MS = 10 * 60_000;
/** How soon after that failed. */
const ASK_AGAIN_MS = 30_000;

interface Options {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: () => string;
  readonly clock: Clock;
}

/** The provider, as this client is to talk to it. */
export interface KnownProvider {
  /** Checks the signature of every ID token. */
  readonly config: client.Configuration;
  /** For refreshing alone, where nothing that is known to be ours may be lost to a check. */
  readonly refreshing: client.Configuration;
  readonly metadata: Readonly<client.ServerMetadata>;
}

/** The OpenID provider: nothing is asked of it before the first log-in, so that gateways start without it. */
export class Provider {
  #known: KnownProvider | undefined;
  #freshUntil = 0;
  #asking: Promise<KnownProvider> | undefined;

  constructor(private readonly options: Options) {}

  get clientId(): string {
    return this.options.clientId;
  }

  get issuer(): string {
    return this.options.issuer;
  }

  /** Throws `ProviderUnavailable` while it has never answered; else nobody waits for newer word of it. */
  async known(): Promise<KnownProvider> {
    const known = this.#known;
    if (known && this.options.clock.now() < this.#freshUntil) return known;
    this.#asking ??= this.#discover().finally(() => (this.#asking = undefined));
    if (!known) return this.#asking;
    this.#freshUntil = this.options.clock.now() + ASK_AGAIN_MS;
    this.#asking.catch(() => undefined);
    return known;
  }

  /** Reads everything again at the next use, the secret of this client too: it was refused. */
  forget(): void {
    this.#known = undefined;
  }

  async #discover(): Promise<KnownProvider> {
    const { issuer, clientId, secret, clock } = this.options;
    const url = new URL(issuer);
    const insecure = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    try {
      const config = await client.discovery(url, clientId, secret(), undefined, {
        [client.customFetch]: fetchFromProvider,
        timeout: TIMEOUT_S,
        execute: [...insecure, client.enableNonRepudiationChecks],
      });
      const metadata = config.serverMetadata();
      // openid-client forgives a slash; what checks log-out tokens does not, and nobody would see that it refuses all.
      if (metadata.issuer !== issuer) throw new Error(`OIDC_ISSUER is not what it says: ${metadata.issuer}`);
      const refreshing = new client.Configuration(metadata, clientId, secret());
      refreshing[client.customFetch] = withoutIdToken(fetchFromProvider);
      refreshing.timeout = REFRESH_TIMEOUT_S;
      for (const allow of insecure) allow(refreshing);
      this.#known = { config, refreshing, metadata };
      this.#freshUntil = clock.now() + FRESH_MS;
      return this.#known;
    } catch (error) {
      throw (
        unavailabilityIn(error) ??
        new ProviderUnavailable('the identity provider does not describe itself', { cause: error })
      );
    }
  }
}
