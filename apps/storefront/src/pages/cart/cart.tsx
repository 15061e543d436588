import type { Answer, Problem } from '@frontdesk/web-client';
import { useRef, useState } from 'preact/hooks';
import { api } from '../../api.js';
import { asMoney } from '../../format/money.js';
import { Note } from '../../layout/note.js';
import { PageHeading } from '../../layout/page-heading.js';
import { Panel } from '../../layout/panel.js';
import { inPlainWords } from '../../loading/plain-words.js';
import { useView } from '../../loading/use-view.js';
import { ViewOf } from '../../loading/view-of.js';
import { CartLine } from './cart-line.js';

type CartPage = Answer<'/api/cart'>;

/** What lies in the cart: change how many, take out, see the total, go on to the checkout. */
export function Cart() {
  const view = useView<CartPage>((signal) => api.GET('/api/cart', { signal }));
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const main = useRef<HTMLDivElement>(null);

  // One change at a time: each is shown with the total that belongs to it before the next may come.
  const change = async (command: () => Promise<{ error?: Problem | undefined }>, done: string) => {
    if (isBusy) return;
    setBusy(true);
    const { error } = await command();
    if (!error) await view.refresh();
    setTold(error ? inPlainWords(error) : done);
    setBusy(false);
  };
  const put = (productId: string, quantity: number, name: string) =>
    change(
      () => api.PUT('/api/cart/items/{productId}', { params: { path: { productId } }, body: { quantity } }),
      `${name}: ${quantity}.`,
    );
  const remove = async (productId: string, name: string) => {
    await change(
      () => api.DELETE('/api/cart/items/{productId}', { params: { path: { productId } } }),
      `${name} was taken out.`,
    );
    // What had the focus is gone.
    main.current?.parentElement?.querySelector('h1')?.focus();
  };

  return (
    <ViewOf view={view}>
      {({ items, total, meta }) => (
        <div ref={main}>
          {items.length === 0 ? (
            <Panel
              heading="Your cart is empty"
              action={
                <a class="button" href="/products">
                  Browse all products
                </a>
              }
            >
              What you put into it stays here until you order it or take it out.
            </Panel>
          ) : (
            <>
              <PageHeading>Your cart</PageHeading>
              {meta.missing.includes('product') && (
                <Note>Names and pictures can't be shown at the moment.</Note>
              )}
              {meta.missing.includes('stock') && (
                <Note>What is in stock can't be shown at the moment. You can order all the same.</Note>
              )}
              <div class="with-side" aria-busy={isBusy}>
                <ul class="rows lines">
                  {items.map((item) => (
                    <CartLine
                      key={item.productId}
                      item={item}
                      isKnown={!meta.missing.includes('product')}
                      {...{ put, remove }}
                    />
                  ))}
                </ul>
                <section class="box summary" aria-labelledby="summary">
                  <h2 id="summary">Summary</h2>
                  <p class="total">
                    <span>Total</span>
                    <strong>{total ? asMoney(total) : '–'}</strong>
                  </p>
                  {!total && <Note>The total can't be shown at the moment.</Note>}
                  <p class="faint">Delivery is free.</p>
                  <a class="button wide" href="/checkout">
                    Check out
                  </a>
                </section>
              </div>
            </>
          )}
          <p role="status" class="told">
            {told}
          </p>
        </div>
      )}
    </ViewOf>
  );
}
