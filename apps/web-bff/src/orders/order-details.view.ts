import { Money, OrderStatus, ShipmentStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';
import { ownOrder } from './own-order.js';

export const OrderDetails = z
  .object({
    order: z.object({
      id: z.string(),
      status: OrderStatus,
      total: Money,
      createdAt: z.iso.datetime(),
      updatedAt: z.iso.datetime(),
    }),
    customer: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    payment: z
      .object({
        status: z.string(),
        amount: Money,
        method: z.object({ kind: z.string(), last4: z.string() }),
      })
      .nullable(),
    shipment: z
      .object({
        status: ShipmentStatus,
        carrier: z.string(),
        trackingNumber: z.string(),
        steps: z.array(z.object({ status: ShipmentStatus, at: z.iso.datetime() })),
        estimatedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    items: z.array(
      z.object({
        productId: z.string(),
        /** `null` where the product is not sold any more. */
        product: z.object({ name: z.string(), brand: z.string(), imageUrl: z.string() }).nullable(),
        quantity: z.int(),
        unitPrice: Money,
      }),
    ),
  })
  .meta({ id: 'OrderDetails' });

/** One order of the caller's with all that belongs to it; another's order is not found. */
export const orderDetails = view<{ orderId: string }>('order-details')
  .required('order', ownOrder)
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
  .shape(({ order, payment, shipment, customer, products }): z.infer<typeof OrderDetails> => ({
    order: {
      id: order.id,
      status: order.status,
      total: order.total,
      createdAt: order.createdAt,
      updatedAt: order.updatedAt,
    },
    customer: { id: customer.id, name: customer.name, email: customer.email },
    payment: payment && { status: payment.status, amount: payment.amount, method: payment.method },
    shipment: shipment && {
      status: shipment.status,
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      steps: shipment.steps,
      estimatedAt: shipment.estimatedAt,
    },
    items: order.items.map((item) => {
      const product = products.of(item);
      return {
        productId: item.productId,
        product: product && { name: product.name, brand: product.brand, imageUrl: product.imageUrl },
        quantity: item.quantity,
        unitPrice: item.unitPrice,
      };
    }),
  }));
