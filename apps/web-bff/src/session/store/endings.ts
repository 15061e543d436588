type Told = () => void;

/** Those who wait for sessions to end: nothing is held, and no timer runs, for a session that nobody watches. */
export class Endings {
  readonly #listeners = new Map<string, Set<Told>>();

  /** The sessions that are watched. */
  get keys(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  listen(key: string, told: Told): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners);
    // Told once, though the same function may listen twice.
    const once = () => told();
    listeners.add(once);
    return () => {
      listeners.delete(once);
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
    };
  }

  /** Tells all who watch this session, once. */
  tell(key: string): void {
    const listeners = this.#listeners.get(key);
    if (!listeners) return;
    this.#listeners.delete(key);
    for (const told of listeners) told();
  }
}
