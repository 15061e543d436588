import type { Answer } from '@frontdesk/web-client';
import { useState } from 'preact/hooks';
import { api } from '../../api.js';
import { PageHeading } from '../../layout/page-heading.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { OrderRows } from '../../orders/order-rows.js';

type OrderList = Answer<'/api/orders'>;

/** All of one's orders, the newest first. */
export function Orders() {
  const view = useView<OrderList>((signal) => api.GET('/api/orders', { signal }));
  return (
    <ViewOf view={view}>
      {(first) => (
        <>
          <PageHeading>Your orders</PageHeading>
          <Rows first={first} />
        </>
      )}
    </ViewOf>
  );
}

function Rows({ first }: { first: OrderList }) {
  const [{ items, nextCursor }, setList] = useState<OrderList>(first);
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const more = async (cursor: string) => {
    if (isBusy) return;
    setBusy(true);
    const { data } = await api.GET('/api/orders', { params: { query: { cursor } } });
    setBusy(false);
    setFailed(!data);
    if (data) setList({ ...data, items: [...items, ...data.items] });
  };
  return (
    <div class="box">
      <OrderRows orders={items} />
      {(nextCursor || first.nextCursor) && (
        <div class="more">
          <p role="status">
            {items.length} orders{nextCursor ? ' shown' : ', and that is all'}
            {hasFailed && '. More could not be loaded just now'}
          </p>
          {nextCursor && (
            <button type="button" class="quiet" aria-busy={isBusy} onClick={() => void more(nextCursor)}>
              {hasFailed ? 'Try again' : 'Show more'}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
