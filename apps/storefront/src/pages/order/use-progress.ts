import { type Answer, followOrder } from '@frontdesk/web-client';
import { useEffect, useState } from 'preact/hooks';
import { useVisit } from '../../session/visitor.js';
import { type Step, withStep } from './shipment-steps.js';

type OrderPage = Answer<'/api/orders/{id}'>;

/** How an order stands, and whether that is told as it happens. */
export interface Progress {
  readonly status: OrderPage['order']['status'];
  readonly shipment: Omit<NonNullable<OrderPage['shipment']>, 'steps'> | null;
  readonly steps: readonly Step[];
  readonly live: 'over' | 'connecting' | 'live' | 'interrupted';
}

const AGAIN_MS = 10_000;

/** Follows an order as it goes its way, from how it stood when its page was loaded. */
export function useProgress({ order, shipment }: OrderPage): Progress {
  const { check } = useVisit();
  const isOver = order.status === 'delivered' || order.status === 'cancelled';
  const [progress, setProgress] = useState<Progress>({
    status: order.status,
    shipment,
    steps: shipment?.steps ?? [],
    live: isOver ? 'over' : 'connecting',
  });

  useEffect(() => {
    if (isOver) return;
    const show = (live: Progress['live']) => setProgress((before) => ({ ...before, live }));
    let again: ReturnType<typeof setTimeout> | undefined;
    let stop: () => void;
    const follow = () => {
      stop = followOrder(order.id, {
        onProgress: ({ status, shipment, step }) =>
          setProgress(({ steps, live }) => ({ status, shipment, live, steps: withStep(steps, step) })),
        onConnection: show,
        onEnd(reason) {
          if (reason === 'delivered' || reason === 'cancelled') {
            // The last step may have been told before the order itself knew of it.
            setProgress((before) => ({ ...before, status: reason, live: 'over' }));
            return;
          }
          check();
          show(reason === 'refused' ? 'interrupted' : 'over');
          // Refused may mean that nobody can be asked now, too.
          if (reason === 'refused') again = setTimeout(follow, AGAIN_MS);
        },
      });
    };
    follow();
    return () => {
      clearTimeout(again);
      stop();
    };
  }, []);
  return progress;
}
