import { NotFound } from '@frontdesk/aggregation';
import type { Principal } from '@frontdesk/request-context';
import type { Order } from '@frontdesk/shop-clients';
import type { Clients } from '../views.js';

/** The load of a part that is one of the caller's own orders; another's is not found. */
export async function ownOrder(
  { orders }: Clients,
  { orderId }: { readonly orderId: string },
  { principal }: { readonly principal: Principal },
): Promise<Order & { readonly userId: string }> {
  const order = await orders.byId(orderId);
  if (order.userId !== principal.id) throw new NotFound('order');
  return { ...order, userId: order.userId };
}
