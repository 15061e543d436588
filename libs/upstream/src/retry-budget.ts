/** How many retries an upstream may still be burdened with: calls that succeed earn a part of one, a retry costs one. */
export class RetryBudget {
  #tokens: number;
  #spentAt = -Infinity;

  constructor(
    private readonly earned: number,
    private readonly reserve: number,
    private readonly most: number,
    /** An upstream that nobody retried for so long has its reserve back. */
    private readonly restMs: number,
    private readonly now: () => number,
  ) {
    this.#tokens = reserve;
  }

  earn(): void {
    this.#tokens = Math.min(this.#tokens + this.earned, this.most);
  }

  /** Takes one token; `false` where there is none. */
  spend(): boolean {
    const now = this.now();
    if (this.#tokens < this.reserve && now - this.#spentAt >= this.restMs) this.#tokens = this.reserve;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    this.#spentAt = now;
    return true;
  }
}
