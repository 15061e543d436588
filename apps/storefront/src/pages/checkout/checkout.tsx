import type { Answer } from '@frontdesk/web-client';
import { useState } from 'preact/hooks';
import { api } from '../../api.js';
import { PageHeading } from '../../layout/page-heading.js';
import { Panel } from '../../layout/panel.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { Attempts } from './attempt.js';
import { CheckoutForm } from './checkout-form.js';
import { CheckoutSummary } from './checkout-summary.js';
import { PendingOrder } from './pending-order.js';
import { usePlacing } from './use-placing.js';

export type CheckoutPage = Answer<'/api/checkout'>;

const attempts = new Attempts(sessionStorage, () => crypto.randomUUID());

/** Where it goes and how it is paid; and once it is ordered, nothing else until it is known how that ended. */
export function Checkout({ userId }: { userId: string }) {
  const placing = usePlacing(attempts, userId);
  if (placing.state !== 'idle' && placing.state !== 'refused') return <PendingOrder placing={placing} />;
  return <Form {...{ placing, userId }} />;
}

function Form({ placing, userId }: { placing: ReturnType<typeof usePlacing>; userId: string }) {
  const [begun] = useState(() => userId);
  const view = useView<CheckoutPage>((signal) => api.GET('/api/checkout', { signal }));
  return (
    <ViewOf view={view}>
      {(page) =>
        page.items.length === 0 ? (
          <Panel
            heading="There is nothing to check out"
            action={
              <a class="button" href="/products">
                Browse all products
              </a>
            }
          >
            Your cart is empty.
          </Panel>
        ) : (
          <>
            <PageHeading>Check out</PageHeading>
            <div class="with-side">
              <CheckoutForm key={begun} page={page} placing={placing} />
              <CheckoutSummary page={page} />
            </div>
          </>
        )
      }
    </ViewOf>
  );
}
