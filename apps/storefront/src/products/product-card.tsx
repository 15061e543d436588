import type { Money, OfferedPrice, StockLevel } from '@frontdesk/web-client';
import { Picture } from './picture.js';
import { PriceTag } from './price-tag.js';
import { StockNote } from './stock-note.js';

interface Card {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string;
  readonly price: OfferedPrice | Money | null;
  readonly above?: string;
  readonly stock?: StockLevel | null;
  /** The level of the name as a heading, one below that of what the card stands under. */
  readonly level: 2 | 3;
}

/** A product among others; the whole card leads to its page. */
export function ProductCard({ id, name, imageUrl, price, above, stock, level }: Card) {
  const Name = `h${level}` as const;
  return (
    <li class="card">
      <Picture url={imageUrl} />
      <div class="card-text">
        {above && <p class="above">{above}</p>}
        <Name class="card-name">
          <a href={`/products/${encodeURIComponent(id)}`}>{name}</a>
        </Name>
        <PriceTag price={price} />
        {stock !== undefined && <StockNote stock={stock} />}
      </div>
    </li>
  );
}
