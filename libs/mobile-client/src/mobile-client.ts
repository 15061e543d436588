import { addressOf, type Method, type Parameters } from '@frontdesk/generated-client';
import type { AnswerStore } from './answers/answer-store.js';
import { MemoryAnswers } from './answers/memory-answers.js';
import type { Parts } from './call.js';
import { type Clock, systemClock } from './clock.js';
import { notOften } from './not-often.js';
import type { Call, CommandOptions } from './routes.js';
import { sendCall } from './send-call.js';
import type { Hooks } from './steps/tell-app.js';
import { Tokens, type TokenSource } from './tokens.js';

/** A method for each HTTP method, typed by what mobile-bff's OpenAPI document says of the path. */
export type MobileClient = { readonly [M in Method]: Call<M> };

export interface MobileClientOptions extends Partial<Hooks> {
  /** Where mobile-bff is. */
  readonly baseUrl: string;
  /** Which app calls: its version as Semantic Versioning has it. */
  readonly app: { readonly version: string; readonly platform: 'ios' | 'android' };
  /** Asked for every call; and with the refused token, for another, where the gateway takes one no more. */
  readonly token: TokenSource;
  /** How long the app waits for a call, all of its retries included: 10 s unless told. */
  readonly patienceMs?: number;
  /** What of that is kept for the way to the gateway and back: 300 ms unless told. */
  readonly networkMs?: number;
  /** Where answers are kept that need not be sent again: in memory unless told. */
  readonly store?: AnswerStore;
  readonly fetch?: Parts['fetch'];
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
  readonly newKey?: () => string;
}

interface Given extends CommandOptions {
  readonly params?: Parameters;
  readonly body?: unknown;
}

const PATIENCE_MS = 10_000;
const NETWORK_MS = 300;
const nothing = () => undefined;

/** A client of mobile-bff: a call yields `data` or, refused for whatever reason, `error`, a problem. */
export function mobileClient(options: MobileClientOptions): MobileClient {
  const { baseUrl, app, token, patienceMs = PATIENCE_MS, newKey = () => crypto.randomUUID() } = options;
  const parts: Parts = {
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    fetch: options.fetch ?? ((address, init) => fetch(address, init)),
    store: options.store ?? new MemoryAnswers(),
    tokens: new Tokens(token),
    hooks: {
      onUpdateNeeded: options.onUpdateNeeded ?? nothing,
      onUpdateRecommended: notOften(options.onUpdateRecommended ?? nothing, () => 'once'),
      onRetiring: notOften(options.onRetiring ?? nothing, ({ path }) => path),
    },
    networkMs: options.networkMs ?? NETWORK_MS,
  };
  const call =
    (method: Method) =>
    (path: string, { params = {}, body, signal, idempotencyKey, ...given }: Given = {}) =>
      sendCall(
        {
          method,
          path,
          address: baseUrl + addressOf(path, params),
          headers: {
            'X-App-Version': app.version,
            'X-App-Platform': app.platform,
            ...(method !== 'GET' && { 'Idempotency-Key': idempotencyKey ?? newKey() }),
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
          signal: signal ?? new AbortController().signal,
          endsAtMs: parts.clock.now() + (given.patienceMs ?? patienceMs),
        },
        parts,
      );
  const client = {
    GET: call('GET'),
    POST: call('POST'),
    PUT: call('PUT'),
    PATCH: call('PATCH'),
    DELETE: call('DELETE'),
  };
  // What the types promise of each path is mobile-bff's to keep: it is made of its own document.
  return client as unknown as MobileClient;
}
