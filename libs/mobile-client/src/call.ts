import type { AnyProblem } from '@frontdesk/generated-client';
import type { AnswerStore } from './answers/answer-store.js';
import type { Clock } from './clock.js';
import type { Hooks } from './steps/tell-app.js';
import type { Tokens } from './tokens.js';

/** One call, on its way down the steps. */
export interface Call {
  readonly method: string;
  /** As the document has it, with its parameters' names. */
  readonly path: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Aborted when the caller takes the call back, or its time is over. */
  readonly signal: AbortSignal;
  /** When its time is over, by the client's clock. */
  readonly endsAtMs: number;
}

export interface Reply {
  readonly data?: unknown;
  readonly error?: AnyProblem;
  readonly response: Response;
}

/** What the steps are done with. */
export interface Parts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly store: AnswerStore;
  readonly tokens: Tokens;
  readonly hooks: Hooks;
  /** What of the time is kept for the way to the gateway and back. */
  readonly networkMs: number;
}

export type Step = (call: Call, next: (call: Call) => Promise<Reply>, parts: Parts) => Promise<Reply>;
