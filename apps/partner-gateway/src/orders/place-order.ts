import type { RequestContext } from '@frontdesk/request-context';
import type { Shop } from '../shop.js';
import type { NewOrder } from './new-order.js';
import { type Order, orderOf } from './order.js';

/** Has an order placed: stock is reserved and the parcel scheduled, or nothing of it happens. Once for each key. */
export async function placeOrder(
  { items, address }: NewOrder,
  key: string,
  shop: Shop,
  context: RequestContext,
): Promise<Order> {
  const asked = { items, ...(address && { address }) };
  const { order } = await shop.commands.of(context).checkout.partnerPurchase(key, asked);
  // It was last changed when it was made.
  return orderOf({ ...order, updatedAt: order.createdAt });
}
