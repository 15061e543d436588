const RETRY = 100;

/** How many retries an upstream may still be burdened with: calls that succeed earn a part of one, a retry costs one. */
export class RetryBudget {
  #hundredths: number;
  #spentAt = -Infinity;

  constructor(
    /** In hundredths of a retry, as all that is counted here: a sum of 0.2 would never quite be 1. */
    private readonly earned: number,
    private readonly reserve: number,
    private readonly most: number,
    /** An upstream that nobody retried for so long has its reserve back. */
    private readonly restMs: number,
    private readonly now: () => number,
  ) {
    this.#hundredths = reserve * RETRY;
  }

  earn(): void {
    this.#hundredths = Math.min(this.#hundredths + this.earned, this.most * RETRY);
  }

  get isSpent(): boolean {
    const reserve = this.reserve * RETRY;
    if (this.#hundredths < reserve && this.now() - this.#spentAt >= this.restMs) this.#hundredths = reserve;
    return this.#hundredths < RETRY;
  }

  /** Takes one retry; `false` where there is none. */
  spend(): boolean {
    if (this.isSpent) return false;
    this.#hundredths -= RETRY;
    this.#spentAt = this.now();
    return true;
  }
}
