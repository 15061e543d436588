const NO_KEYS: readonly string[] = [];

/** Which keys carry which tag. */
export class TagIndex {
  readonly #keys = new Map<string, Set<string>>();

  add(key: string, tags: readonly string[] = NO_KEYS): void {
    for (const tag of tags) {
      const keys = this.#keys.get(tag);
      if (keys) keys.add(key);
      else this.#keys.set(tag, new Set([key]));
    }
  }

  remove(key: string, tags: readonly string[] = NO_KEYS): void {
    for (const tag of tags) {
      const keys = this.#keys.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keys.delete(tag);
    }
  }

  keysOf(tag: string): readonly string[] {
    const keys = this.#keys.get(tag);
    return keys ? [...keys] : NO_KEYS;
  }

  clear(): void {
    this.#keys.clear();
  }
}
