import { Money, OrderStatus, type Purchase } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** What an app is told of a purchase that is made; the order's own screen shows the rest. */
export const Purchased = z
  .object({
    id: z.string(),
    status: z.literal('placed'),
    order: z.object({ id: z.string(), status: OrderStatus, total: Money }),
  })
  .meta({ id: 'Purchased' });

export function purchased({ id, status, order }: z.infer<typeof Purchase>): z.infer<typeof Purchased> {
  return { id, status, order: { id: order.id, status: order.status, total: order.total } };
}
