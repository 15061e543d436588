import type { Money, OfferedPrice } from '@frontdesk/web-client';
import { asMoney } from '../format/money.js';

const PERCENT = 100;

/** What a product costs, and what it cost before a reduction; or that this can't be shown. */
export function PriceTag({ price }: { price: OfferedPrice | Money | null }) {
  if (!price) return <p class="price unknown">Price can't be shown at the moment</p>;
  const before = 'listPrice' in price ? price.listPrice : null;
  const isReduced = before !== null && before.amount > price.amount;
  if (!isReduced) return <p class="price">{asMoney(price)}</p>;
  return (
    <p class="price reduced">
      <span class="hidden">Now </span>
      {asMoney(price)}{' '}
      <s>
        <span class="hidden">before </span>
        {asMoney(before)}
      </s>{' '}
      <span class="reduction">−{Math.round(PERCENT * (1 - price.amount / before.amount))}%</span>
    </p>
  );
}
