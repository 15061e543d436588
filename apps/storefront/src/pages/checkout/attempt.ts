/** What is asked for at the checkout. */
export interface Purchase {
  readonly paymentMethodId: string;
  readonly address: {
    readonly street: string;
    readonly city: string;
    readonly postalCode: string;
    readonly country: string;
  };
}

/** One try to place an order; whoever repeats it sends the same, under the same key, and so orders once. */
export interface Attempt {
  readonly key: string;
  readonly userId: string;
  readonly purchase: Purchase;
}

const PLACE = 'checkout-attempt';

/**
 * Keeps the attempt whose end is not known yet, over a reload and a crash of the tab:
 * - until it is settled there is no other, whatever was typed since: it may have been an order already
 * - it is its user's; with somebody else it is forgotten
 */
export class Attempts {
  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    private readonly newKey: () => string,
  ) {}

  pending(userId: string): Attempt | undefined {
    const kept = JSON.parse(this.storage.getItem(PLACE) ?? 'null') as Attempt | null;
    if (kept && kept.userId !== userId) this.settle();
    return kept?.userId === userId ? kept : undefined;
  }

  /** The pending attempt; where there is none, a new one. */
  begin(userId: string, purchase: Purchase): Attempt {
    const pending = this.pending(userId);
    if (pending) return pending;
    const attempt = { key: this.newKey(), userId, purchase };
    this.storage.setItem(PLACE, JSON.stringify(attempt));
    return attempt;
  }

  /** It is known how the attempt ended. */
  settle(): void {
    this.storage.removeItem(PLACE);
  }
}
