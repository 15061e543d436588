import type { Principal } from '@frontdesk/request-context';

/** What a part may know besides the clients and its arguments. */
export interface PartContext {
  /** Who is calling; reading it makes the view's answer private to that caller. */
  readonly principal: Principal;
  /** Aborts when the part can no longer matter. */
  readonly signal: AbortSignal;
}

/** Fetches or computes what a part of a view is. */
export type Load<Clients, Args, T> = (clients: Clients, args: Args, part: PartContext) => T | Promise<T>;

export interface PartLimits {
  /** How long the part may take, counted from its own start. */
  readonly withinMs?: number;
}

export interface PartSettings<After> extends PartLimits {
  /** The earlier parts whose answers this one needs; it starts as soon as they are there. */
  readonly after?: After;
}

export interface OptionalSettings<After, Args> extends PartSettings<After> {
  /** Where it says no, nothing is asked, and the part is `null` and complete. */
  readonly when?: (args: Args) => boolean;
}

/** What becomes of the view when the part fails: nothing of it, the rest of it, or the rest with a stand-in. */
export type PartKind = 'required' | 'optional' | 'fallback';

/** A part as it is run: the compiler has checked by now that arguments and answers fit together. */
export interface Part<Clients = never, Input = never> {
  readonly name: string;
  readonly kind: PartKind;
  readonly after: readonly string[];
  readonly withinMs: number | undefined;
  readonly when: ((args: Input) => boolean) | undefined;
  readonly load: Load<Clients, Input, unknown>;
  readonly fallback: ((args: Input) => unknown) | undefined;
}
