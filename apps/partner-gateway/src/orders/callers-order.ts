import { NotFound } from '@frontdesk/aggregation';
import type { Principal } from '@frontdesk/request-context';
import type { Order } from '@frontdesk/shop-clients';

/** The order, if this partner placed it: any other is not found, just as one that does not exist. */
export async function callersOrder(order: Promise<Order>, { id }: Principal): Promise<Order> {
  const found = await order;
  if (found.partnerId !== id) throw new NotFound('order');
  return found;
}
