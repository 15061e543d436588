import { asMoney } from '../../format/money.js';
import { Note } from '../../layout/note.js';
import { Picture } from '../../products/picture.js';
import type { CheckoutPage } from './checkout.js';

/** What is about to be ordered. */
export function CheckoutSummary({ page: { items, total, meta } }: { page: CheckoutPage }) {
  return (
    <section class="box summary" aria-labelledby="summary">
      <h2 id="summary">Your order</h2>
      {meta.missing.includes('product') && <Note>Names and pictures can't be shown at the moment.</Note>}
      <ul class="rows small">
        {items.map(({ productId, quantity, product, price }) => (
          <li key={productId}>
            <Picture url={product?.imageUrl} />
            <span class="row-name">
              {product?.name ?? productId} <span class="faint">× {quantity}</span>
            </span>
            <span class="amount">{price ? asMoney({ ...price, amount: price.amount * quantity }) : '–'}</span>
          </li>
        ))}
      </ul>
      <p class="total">
        <span>Total</span>
        <strong>{total ? asMoney(total) : '–'}</strong>
      </p>
      {!total && <Note>The total can't be shown at the moment.</Note>}
      <p>
        <a href="/cart">Change the cart</a>
      </p>
    </section>
  );
}
