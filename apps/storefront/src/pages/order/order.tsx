import type { Answer } from '@frontdesk/web-client';
import { useState } from 'preact/hooks';
import { api } from '../../api.js';
import { asDay } from '../../format/dates.js';
import { asMoney } from '../../format/money.js';
import { Note } from '../../layout/note.js';
import { PageHeading } from '../../layout/page-heading.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { orderName } from '../../orders/order-rows.js';
import { Picture } from '../../products/picture.js';
import { isJustPlaced } from './just-placed.js';
import { Tracking } from './tracking.js';

type OrderPage = Answer<'/api/orders/{id}'>;

/** One order: what it holds, how it was paid, and where it is, as it happens. */
export function Order({ id: asked }: { id: string }) {
  const [id] = useState(asked);
  const view = useView<OrderPage>((signal) =>
    api.GET('/api/orders/{id}', { params: { path: { id } }, signal }),
  );
  return (
    <ViewOf view={view}>
      {(page) => (
        <>
          <nav aria-label="Breadcrumb" class="crumbs">
            <a href="/orders">Your orders</a>
          </nav>
          <header class="page-head">
            <PageHeading>
              {isJustPlaced(id) ? 'Thank you, it is ordered' : `Order ${orderName(id)}`}
            </PageHeading>
            <p class="faint">
              {isJustPlaced(id) && `Order ${orderName(id)}, `}placed on {asDay(page.order.createdAt)}
            </p>
          </header>
          <div class="with-side">
            <Tracking page={page} />
            <section class="box summary" aria-labelledby="contents">
              <h2 id="contents">What you ordered</h2>
              <ul class="rows small">
                {page.items.map((item) => (
                  <Item key={item.productId} item={item} />
                ))}
              </ul>
              <p class="total">
                <span>Total</span>
                <strong>{asMoney(page.order.total)}</strong>
              </p>
              <Payment page={page} />
            </section>
          </div>
        </>
      )}
    </ViewOf>
  );
}

function Item({ item: { productId, product, quantity, unitPrice } }: { item: OrderPage['items'][number] }) {
  return (
    <li>
      <Picture url={product?.imageUrl} />
      <span class="row-name">
        {product ? (
          <a href={`/products/${encodeURIComponent(productId)}`}>{product.name}</a>
        ) : (
          'A product that is not sold any more'
        )}{' '}
        <span class="faint">× {quantity}</span>
      </span>
      <span class="amount">{asMoney({ ...unitPrice, amount: unitPrice.amount * quantity })}</span>
    </li>
  );
}

function Payment({ page: { payment, meta } }: { page: OrderPage }) {
  if (meta.missing.includes('payment')) return <Note>The payment can't be shown at the moment.</Note>;
  if (!payment) return <p class="faint">Not paid yet.</p>;
  return (
    <p class="faint">
      Payment: {payment.status}, {payment.method.kind} ending in {payment.method.last4}
    </p>
  );
}
