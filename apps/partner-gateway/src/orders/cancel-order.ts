import type { RequestContext } from '@frontdesk/request-context';
import type { Shop } from '../shop.js';
import { type Order, orderOf } from './order.js';
import { order } from './order.view.js';

/** Cancels an order that this partner placed; any other is not found. Throws `OrderNotCancellable` once it is shipped. */
export async function cancelOrder(
  orderId: string,
  key: string,
  shop: Shop,
  context: RequestContext,
): Promise<Order> {
  // Whose it is is for us to check, whatever the service does.
  await shop.views.run(order, { orderId }, context);
  return orderOf(await shop.commands.of(context).orders.cancel(orderId, key));
}
