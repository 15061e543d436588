import type { OrderSummary } from '@frontdesk/web-client';
import { asDay } from '../format/dates.js';
import { asMoney } from '../format/money.js';
import { Note } from '../layout/note.js';
import { statusWords } from './status-words.js';

/** Orders, one in a row. */
export function OrderRows({ orders }: { orders: readonly OrderSummary[] }) {
  if (orders.length === 0) return <Note>There are no orders yet.</Note>;
  return (
    <ul class="rows">
      {orders.map(({ id, status, total, itemCount, createdAt }) => (
        <li key={id}>
          <div>
            <a href={`/orders/${encodeURIComponent(id)}`}>Order {orderName(id)}</a>
            <p class="faint">
              {asDay(createdAt)} · {itemCount} {itemCount === 1 ? 'item' : 'items'}
            </p>
          </div>
          <div class="row-end">
            <span class={`badge ${status}`}>{statusWords(status)}</span>
            <span class="amount">{asMoney(total)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

const SHORT = 8;

/** Long ids are for machines: their beginning tells orders apart well enough. */
export function orderName(id: string): string {
  return id.replace(/^o-/, '').slice(0, SHORT);
}
