import type { AnswerStore, StoredAnswer } from './answer-store.js';

const MAX_CHARACTERS = 1024 * 1024;

/** Answers in memory, up to so many characters in all; those go first that were used longest ago. */
export class MemoryAnswers implements AnswerStore {
  readonly #answers = new Map<string, StoredAnswer>();
  #characters = 0;

  constructor(private readonly maxCharacters = MAX_CHARACTERS) {}

  get(address: string): StoredAnswer | undefined {
    const answer = this.#answers.get(address);
    if (!answer) return undefined;
    // A map goes by when its entries came: the used one comes anew.
    this.#answers.delete(address);
    this.#answers.set(address, answer);
    return answer;
  }

  set(address: string, answer: StoredAnswer): void {
    this.#remove(address);
    if (lengthOf(address, answer) > this.maxCharacters) return;
    this.#answers.set(address, answer);
    this.#characters += lengthOf(address, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#characters <= this.maxCharacters) return;
      this.#remove(oldest);
    }
  }

  /** Forgets everything, as when somebody logs out. */
  clear(): void {
    this.#answers.clear();
    this.#characters = 0;
  }

  #remove(address: string): void {
    const answer = this.#answers.get(address);
    if (!answer) return;
    this.#answers.delete(address);
    this.#characters -= lengthOf(address, answer);
  }
}

function lengthOf(address: string, { etag, body }: StoredAnswer): number {
  return address.length + etag.length + body.length;
}
