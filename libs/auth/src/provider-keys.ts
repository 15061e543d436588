import { type Clock, systemClock } from '@frontdesk/request-context';
import type { KeyObject } from 'node:crypto';
import type { TokenHeader } from './check-header.js';
import { fetchJson } from './fetch-json.js';
import { KeysUnavailable } from './refusals.js';
import { keyFor, type VerificationKey, verificationKeys } from './verification-key.js';

/** An unknown `kid` may be a new key or a forged one: asking costs at most one fetch in this time. */
const ASK_AGAIN_MS = 30_000;
/** With no key at all nobody can be let in, so the provider is asked sooner. */
const ASK_AGAIN_WITHOUT_KEYS_MS = 1_000;
/** Older keys go on being used while newer ones are fetched, so that a withdrawn key is noticed. */
const FRESH_MS = 600_000;

/** The keys of an OpenID provider: fetched when first needed, once for all who wait, and kept when it is down. */
export class ProviderKeys {
  #keys: readonly VerificationKey[] = [];
  #jwksUri: string | undefined;
  #fetchedAt = -Infinity;
  #askedAt = -Infinity;
  /** When the provider was last asked in vain: it was down, or had no such key. */
  #inVainAt = -Infinity;
  #asking: Promise<void> | undefined;
  #failure: unknown;

  constructor(
    private readonly issuer: string,
    private readonly clock: Clock = systemClock,
  ) {}

  /** The key for a token, if it is at hand; nobody waits where it is, however old. */
  held(header: TokenHeader): KeyObject | undefined {
    const key = keyFor(header, this.#keys);
    if (key && this.clock.now() - this.#fetchedAt > FRESH_MS) void this.#ask();
    return key;
  }

  /**
   * The key for a token that is not at hand; undefined if the provider has none such. Throws `KeysUnavailable` if that
   * cannot be found out, and the signal's reason once it aborts.
   */
  async ask(header: TokenHeader, signal: AbortSignal): Promise<KeyObject | undefined> {
    const asking = this.#ask();
    if (asking) await unlessAborted(asking, signal);
    const found = keyFor(header, this.#keys);
    if (found) return found;
    // Only what was in vain makes the next one wait, so a key that follows another at once is still found.
    if (asking) this.#inVainAt = this.#askedAt;
    if (this.#failure) throw this.unavailable(this.#failure);
    return undefined;
  }

  /** What is thrown while the keys cannot be had. */
  unavailable(cause: unknown): KeysUnavailable {
    return new KeysUnavailable(Math.max(0, this.#inVainAt + this.#patienceMs() - this.clock.now()), {
      cause,
    });
  }

  /** Joins the fetch that is under way, or starts one if it is time; never rejects. */
  #ask(): Promise<void> | undefined {
    if (this.#asking) return this.#asking;
    if (this.clock.now() - this.#inVainAt < this.#patienceMs()) return undefined;
    this.#askedAt = this.clock.now();
    this.#asking = this.#fetch().then(
      (keys) => {
        this.#keys = keys;
        this.#fetchedAt = this.clock.now();
        this.#failure = undefined;
        this.#asking = undefined;
      },
      (error: unknown) => {
        // The provider may have moved its keys: the next attempt reads its discovery document again.
        this.#jwksUri = undefined;
        this.#failure = error;
        this.#inVainAt = this.#askedAt;
        this.#asking = undefined;
      },
    );
    return this.#asking;
  }

  async #fetch(): Promise<readonly VerificationKey[]> {
    this.#jwksUri ??= await this.#discover();
    const keys = verificationKeys(await fetchJson(this.#jwksUri));
    if (keys.length === 0) throw new Error(`${this.#jwksUri} holds no key to verify tokens with`);
    return keys;
  }

  /** OpenID Connect Discovery 1.0, section 4: the document must name the issuer that it was asked of. */
  async #discover(): Promise<string> {
    const url = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const { issuer, jwks_uri: jwksUri } = await fetchJson(url);
    if (issuer !== this.issuer) throw new Error(`${url} names another issuer: ${String(issuer)}`);
    if (typeof jwksUri !== 'string') throw new Error(`${url} names no jwks_uri`);
    return jwksUri;
  }

  #patienceMs(): number {
    return this.#keys.length > 0 ? ASK_AGAIN_MS : ASK_AGAIN_WITHOUT_KEYS_MS;
  }
}

/** Waits for work that others wait for too: leaving does not end it. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    void work.then(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
  });
}
