import type { Deadline } from './deadline.js';
import { anonymous, type Principal } from './principal.js';
import type { Trace } from './trace.js';

/** Thrown where work stops because nobody waits for it any more; it is no failure of anything that was called. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
  readonly code = 'CALLER_GONE';

  constructor(message = 'the caller went away') {
    super(message);
  }
}

/** Access tokens of the caller's that are kept for it, as in a browser's session. */
export interface AccessTokens {
  /** A token for one audience, or the usual one where none is named; rejects where it cannot be had. */
  accessTokenFor(audience: string | undefined): string | Promise<string>;
}

/** Who was found to be calling, shared by a context and everything narrowed from it. */
interface Caller {
  principal: Principal;
  /** The token that the caller sent, or those that are kept for it. */
  tokens: string | AccessTokens | undefined;
}

/** What is known of one request: made at the edge, passed down by hand, never looked up. */
export class RequestContext {
  #caller: Caller = { principal: anonymous, tokens: undefined };

  constructor(
    readonly requestId: string,
    readonly trace: Trace,
    readonly deadline: Deadline,
    /** Aborts when the caller goes away, with `CallerGone` as its reason. */
    readonly signal: AbortSignal,
  ) {}

  get principal(): Principal {
    return this.#caller.principal;
  }

  /** The access token that the caller sent; a secret, so it is no plain property. */
  get bearerToken(): string | undefined {
    const { tokens } = this.#caller;
    return typeof tokens === 'string' ? tokens : undefined;
  }

  /**
   * An access token of the caller's, for an upstream whose policy asks for one: the one that the caller sent, or else
   * one for this audience; undefined where there is none, rejects where it cannot be had now.
   */
  accessTokenFor(audience: string | undefined): string | undefined | Promise<string> {
    const { tokens } = this.#caller;
    return typeof tokens === 'object' ? tokens.accessTokenFor(audience) : tokens;
  }

  /** Records who is calling; only what verified the credentials calls this, and only once. */
  authenticated(principal: Principal, tokens?: string | AccessTokens): void {
    if (this.#caller.principal !== anonymous) throw new Error('the principal of a request is set once');
    this.#caller.principal = principal;
    this.#caller.tokens = tokens;
  }

  /** The same request with less time or an earlier end, as a view or a part of one has it. */
  narrow({
    deadline = this.deadline,
    signal = this.signal,
  }: Partial<Pick<RequestContext, 'deadline' | 'signal'>>) {
    const narrowed = new RequestContext(this.requestId, this.trace, deadline, signal);
    narrowed.#caller = this.#caller;
    return narrowed;
  }
}

const CONTEXT = Symbol('request context');

interface Carrier {
  [CONTEXT]?: RequestContext;
}

/** Ties a context to the server's request object; the edge does it, before anything else runs. */
export function attachContext(request: object, context: RequestContext): void {
  (request as Carrier)[CONTEXT] = context;
}

/** The context that the edge tied to this request; throws where the edge did not run. */
export function contextOf(request: object): RequestContext {
  const context = (request as Carrier)[CONTEXT];
  if (!context) throw new Error('no request context: the edge did not run for this request');
  return context;
}
