import type { StockLevel } from '@frontdesk/web-client';
import { asDay } from '../format/dates.js';

const FEW = 10;

/** Whether a product can be had. */
export function StockNote({ stock }: { stock: StockLevel | null }) {
  if (!stock) return <p class="stock unknown">Stock can't be shown at the moment</p>;
  if (stock.available === 0) {
    return <p class="stock none">Sold out{stock.restockAt && `, expected on ${asDay(stock.restockAt)}`}</p>;
  }
  if (stock.available <= FEW) return <p class="stock few">Only {stock.available} left</p>;
  return <p class="stock">In stock</p>;
}
