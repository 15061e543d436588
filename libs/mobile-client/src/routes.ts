import type { AnswerOf, CallOf, Method, PathOf } from '@frontdesk/generated-client';
import type { Routes } from './generated/mobile-bff.js';

/** What a path answers with when it does not refuse: `Answer<'/v2/home'>`, `Answer<'/v2/checkout', 'POST'>`. */
export type Answer<Path extends PathOf<Routes, M>, M extends Method = 'GET'> = AnswerOf<Routes, Path, M>;

/** What every call may be given besides what its path asks for. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** How long the app waits for this call, all of its retries included. */
  readonly patienceMs?: number;
}

/** What a command may be given besides. */
export interface CommandOptions extends CallOptions {
  /**
   * By which the command is known again: once for a key, however often it is sent. Made anew for every call; an app that
   * may be ended before the answer keeps one of its own, and sends the command again with that.
   */
  readonly idempotencyKey?: string;
}

export type Call<M extends Method> = CallOf<Routes, M, M extends 'GET' ? CallOptions : CommandOptions>;
