import type { Order } from '@frontdesk/shop-clients';
import { orderedItem, paidBy, sentAs } from '../screens/order-screen.js';
import { view } from './views.js';

const after = { after: ['order'] } as const;
const each = ({ order }: { readonly order: Order }) => order.items;
const by = (item: Order['items'][number]) => item.productId;
const keyedBy = (found: { readonly productId: string }) => found.productId;

/** D: seven parts, of which three are joined to the order's items. */
export const orderScreen = view<{ orderId: string }>('order-screen')
  .required('order', ({ orders }, { orderId }) => orders.byId(orderId))
  .optional('payment', ({ payments }, { orderId }) => payments.ofOrder(orderId))
  .optional('shipment', ({ shipping }, { orderId }) => shipping.ofOrder(orderId))
  .required('customer', after, ({ users }, { order }) => users.byId(String(order.userId)))
  .joinRequired('products', after, { each, by, via: ({ products }, ids) => products.byIds(ids) })
  .joinOptional('prices', after, { each, by, via: ({ pricing }, ids) => pricing.byProducts(ids), keyedBy })
  .joinOptional('stocks', after, {
    each,
    by,
    via: ({ inventory }, ids) => inventory.byProducts(ids),
    keyedBy,
  })
  .shape(({ order, payment, shipment, customer, products, prices, stocks }) => ({
    order: { id: order.id, status: order.status, total: order.total, createdAt: order.createdAt },
    customer: { id: customer.id, name: customer.name, email: customer.email },
    payment: payment && paidBy(payment),
    shipment: shipment && sentAs(shipment),
    items: order.items.map((item) =>
      orderedItem(item, products.of(item), prices?.of(item), stocks?.of(item)),
    ),
  }));
