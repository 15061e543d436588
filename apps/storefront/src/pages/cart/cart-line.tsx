import type { Answer } from '@frontdesk/web-client';
import { asMoney } from '../../format/money.js';
import { Picture } from '../../products/picture.js';
import { StockNote } from '../../products/stock-note.js';

interface LineParts {
  readonly item: Answer<'/api/cart'>['items'][number];
  /** Whether it is known what the product is: if so and there is none, it is not sold any more. */
  readonly isKnown: boolean;
  readonly put: (productId: string, quantity: number, name: string) => Promise<void>;
  readonly remove: (productId: string, name: string) => Promise<void>;
}

const MOST = 99;

export function CartLine({ item, isKnown, put, remove }: LineParts) {
  const { productId, quantity, product, price, stock } = item;
  const name = product?.name ?? (isKnown ? 'A product that is not sold any more' : productId);
  const step = (by: number, words: string, sign: string) => {
    const wanted = quantity + by;
    return (
      <button
        type="button"
        class="step"
        aria-label={`${words} of ${name}`}
        disabled={wanted < 1 || wanted > MOST}
        onClick={() => void put(productId, wanted, name)}
      >
        {sign}
      </button>
    );
  };
  return (
    <li class="line">
      <Picture url={product?.imageUrl} />
      <div class="line-text">
        {product ? <a href={`/products/${encodeURIComponent(productId)}`}>{name}</a> : <span>{name}</span>}
        <p class="faint">{price ? `${asMoney(price)} each` : "Price can't be shown at the moment"}</p>
        {stock && stock.available < quantity && <StockNote stock={stock} />}
      </div>
      <div class="line-end">
        <div class="stepper" role="group" aria-label={`Quantity of ${name}`}>
          {step(-1, 'One less', '−')}
          <output>{quantity}</output>
          {step(1, 'One more', '+')}
        </div>
        <span class="amount">{price && asMoney({ ...price, amount: price.amount * quantity })}</span>
        <button
          type="button"
          class="link"
          aria-label={`Take out ${name}`}
          onClick={() => void remove(productId, name)}
        >
          Take out
        </button>
      </div>
    </li>
  );
}
