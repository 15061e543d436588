/** An answer that is asked for again by its tag, and shown again where it has not changed. */
export interface StoredAnswer {
  readonly etag: string;
  /** The JSON as it came. */
  readonly body: string;
}

/** Where answers are kept by their address: in memory, or wherever an app keeps its files. What it throws is passed over. */
export interface AnswerStore {
  get(address: string): StoredAnswer | undefined | Promise<StoredAnswer | undefined>;
  set(address: string, answer: StoredAnswer): void | Promise<void>;
}
