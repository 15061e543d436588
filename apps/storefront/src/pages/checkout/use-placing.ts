import { useCallback, useEffect, useState } from 'preact/hooks';
import { api } from '../../api.js';
import { openPage } from '../../navigation/page-address.js';
import { rememberPlaced } from '../order/just-placed.js';
import type { Attempt, Attempts, Purchase } from './attempt.js';
import { placeOrder } from './place-order.js';

export interface Placing {
  readonly state: 'idle' | 'asking' | 'unknown' | 'refused';
  /** Why it was refused, by a name of the checkout's. */
  readonly reason?: string | undefined;
  readonly place: (purchase: Purchase) => void;
  /** Asks once more what came of the pending attempt. */
  readonly askAgain: () => void;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Places an order, and goes on with the one that was being placed when the page was left or reloaded. */
export function usePlacing(attempts: Attempts, userId: string): Placing {
  const [shown, setShown] = useState<Pick<Placing, 'state' | 'reason'>>(() => ({
    state: attempts.pending(userId) ? 'asking' : 'idle',
  }));

  const run = useCallback(async (attempt: Attempt) => {
    setShown({ state: 'asking' });
    const outcome = await placeOrder(attempt, checkOut, wait);
    if (outcome.end === 'placed') {
      attempts.settle();
      rememberPlaced(outcome.orderId);
      openPage(`/orders/${encodeURIComponent(outcome.orderId)}`, { replace: true });
    } else if (outcome.end === 'refused') {
      attempts.settle();
      setShown({ state: 'refused', reason: outcome.reason });
    } else {
      setShown({ state: 'unknown' });
    }
  }, []);

  const goOn = useCallback(() => {
    const pending = attempts.pending(userId);
    if (pending) void run(pending);
  }, []);
  useEffect(goOn, []);

  const place = useCallback((purchase: Purchase) => {
    // A second click finds the first one's attempt, and comes to the same order.
    if (!attempts.pending(userId)) void run(attempts.begin(userId, purchase));
  }, []);
  return { ...shown, place, askAgain: goOn };
}

function checkOut({ key, purchase }: Attempt) {
  return api.POST('/api/checkout', { params: { header: { 'Idempotency-Key': key } }, body: purchase });
}
