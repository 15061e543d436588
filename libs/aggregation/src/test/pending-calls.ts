import type { PartScope } from '../part-run.js';

interface Call {
  readonly signal: AbortSignal;
  /** How long the call was given. */
  readonly givenMs: number;
  answer(value: string): void;
  fail(error: unknown): void;
}

/** Clients whose calls stay open until the test answers them, or their signal aborts. */
export class PendingCalls {
  readonly asked: string[] = [];
  readonly #calls = new Map<string, Call>();

  readonly bind = (scope: PartScope) => ({
    ask: (what: string) => this.#open(what, scope.context),
    shared: (what: string) => scope.once(what, (context) => this.#open(what, context)),
    scope,
  });

  of(what: string): Call {
    const call = this.#calls.get(what);
    if (!call) throw new Error(`nobody asked for ${what}`);
    return call;
  }

  #open(what: string, { signal, deadline }: PartScope['context']): Promise<string> {
    this.asked.push(what);
    return new Promise((answer, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason));
      if (signal.aborted) fail(signal.reason);
      this.#calls.set(what, { signal, givenMs: deadline.remainingMs(), answer, fail });
    });
  }
}

export type Clients = ReturnType<PendingCalls['bind']>;

/** Lets everything happen that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
