import type { RequestContext } from '@frontdesk/request-context';
import type { Load, Loaded } from '../src/index.js';

/** A source of answers that counts how often it was asked, and answers when it is told to. */
export class Source<T> {
  calls = 0;
  readonly contexts: RequestContext[] = [];
  #answer: () => Promise<Loaded<T>>;

  constructor(value: T) {
    this.#answer = async () => ({ value });
  }

  readonly load: Load<T> = (context) => {
    this.calls += 1;
    this.contexts.push(context);
    return this.#answer();
  };

  /** Answers with this from now on. */
  answers(value: T, more: Omit<Loaded<T>, 'value'> = {}): void {
    this.#answer = async () => ({ value, ...more });
  }

  fails(error: Error): void {
    this.#answer = () => Promise.reject(error);
  }

  /** Holds all answers back until the returned function is called with what to answer. */
  holds(): { answer(value: T): void; fail(error: Error): void } {
    let answer!: (value: T) => void;
    let fail!: (error: Error) => void;
    const held = new Promise<Loaded<T>>((resolve, reject) => {
      answer = (value) => resolve({ value });
      fail = reject;
    });
    held.catch(() => undefined);
    this.#answer = () => held;
    return { answer, fail };
  }

  /** The signal that the latest load was given. */
  get signal(): AbortSignal {
    return (this.contexts.at(-1) as RequestContext).signal;
  }
}
