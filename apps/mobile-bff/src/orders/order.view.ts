import { NotFound } from '@frontdesk/aggregation';
import { Money, OrderStatus, ShipmentStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

export const OrderScreen = z
  .object({
    id: z.string(),
    status: OrderStatus,
    total: Money,
    createdAt: z.iso.datetime(),
    customer: z.string().describe('Whom it is for'),
    payment: z.object({ status: z.string(), last4: z.string() }).nullable(),
    shipment: z
      .object({
        status: ShipmentStatus,
        carrier: z.string(),
        trackingNumber: z.string(),
        estimatedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    items: z.array(
      z.object({
        productId: z.string(),
        /** `null` where the product is not sold any more. */
        name: z.string().nullable(),
        imageUrl: z.string().nullable(),
        quantity: z.int(),
        unitPrice: Money,
      }),
    ),
  })
  .meta({ id: 'OrderScreen' });
export type OrderScreen = z.infer<typeof OrderScreen>;

/** One order of the caller's as a phone shows it; another's order is not found. */
export const order = view<{ orderId: string }>('order', { budgetMs: 800 })
  .required('order', async ({ orders }, { orderId }, { principal }) => {
    const order = await orders.byId(orderId);
    if (order.userId !== principal.id) throw new NotFound('order');
    return { ...order, userId: order.userId };
  })
  .optional('payment', ({ payments }, { orderId }) => payments.ofOrder(orderId))
  .optional('shipment', ({ shipping }, { orderId }) => shipping.ofOrder(orderId))
  .required('customer', { after: ['order'] }, ({ users }, { order }) => users.byId(order.userId))
  .joinRequired(
    'products',
    { after: ['order'] },
    {
      each: ({ order }) => order.items,
      by: (item) => item.productId,
      via: ({ products }, ids) => products.byIds(ids),
    },
  )
  .shape(({ order, payment, shipment, customer, products }): OrderScreen => ({
    id: order.id,
    status: order.status,
    total: order.total,
    createdAt: order.createdAt,
    customer: customer.name,
    payment: payment && { status: payment.status, last4: payment.method.last4 },
    shipment: shipment && {
      status: shipment.status,
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      estimatedAt: shipment.estimatedAt,
    },
    items: order.items.map((item) => {
      const product = products.of(item);
      return {
        productId: item.productId,
        name: product && product.name,
        imageUrl: product && product.imageUrl,
        quantity: item.quantity,
        unitPrice: item.unitPrice,
      };
    }),
  }));
