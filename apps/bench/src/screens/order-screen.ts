import type { Get, Items } from './get.js';
import type { Order, Payment, Price, Product, Shipment, Stock, User } from '../upstream/records.js';

type Shipped = Pick<Shipment, 'carrier' | 'trackingNumber'> & {
  readonly status: string;
  readonly steps: ReadonlyArray<{ readonly status: string; readonly at: string }>;
  readonly estimatedAt: string | null;
};

/** D: an order with its customer, payment and shipment, each item joined with product, price and stock. */
export async function orderScreen(get: Get, id: string) {
  const [joined, payments, shipments] = await Promise.all([
    get<Order>('orders', `/orders/${id}`).then((order) => join(get, order)),
    get<Items<Payment>>('payments', `/payments?orderId=${id}`),
    get<Items<Shipment>>('shipping', `/shipments?orderId=${id}`),
  ]);
  const { order, customer, products, prices, stocks } = joined;
  return {
    order: { id: order.id, status: order.status, total: order.total, createdAt: order.createdAt },
    customer: { id: customer.id, name: customer.name, email: customer.email },
    payment: payments.items[0] ? paidBy(payments.items[0]) : null,
    shipment: shipments.items[0] ? sentAs(shipments.items[0]) : null,
    items: order.items.map((item) =>
      orderedItem(item, products.get(item.productId), prices.get(item.productId), stocks.get(item.productId)),
    ),
    meta: { missing: [] },
  };
}

async function join(get: Get, order: Order) {
  const ids = order.items.map((item) => item.productId).join(',');
  const [customer, products, prices, stocks] = await Promise.all([
    get<User>('users', `/users/${order.userId}`),
    get<Items<Product>>('products', `/products?ids=${ids}`),
    get<Items<Price>>('pricing', `/prices?ids=${ids}`),
    get<Items<Stock>>('inventory', `/inventory?ids=${ids}`),
  ]);
  return {
    order,
    customer,
    products: new Map(products.items.map((product) => [product.id, product])),
    prices: new Map(prices.items.map((price) => [price.productId, price])),
    stocks: new Map(stocks.items.map((stock) => [stock.productId, stock])),
  };
}

/** One item of the screen; also what the bench's own gateway shapes its items with. */
export function orderedItem(
  item: Order['items'][number],
  product: Pick<Product, 'name' | 'brand' | 'imageUrl'> | null | undefined,
  price: Pick<Price, 'price'> | null | undefined,
  stock: Pick<Stock, 'available'> | null | undefined,
) {
  return {
    ...item,
    product: product ? { name: product.name, brand: product.brand, imageUrl: product.imageUrl } : null,
    price: price?.price ?? null,
    available: stock?.available ?? null,
  };
}

export function paidBy({ status, amount, method }: Pick<Payment, 'status' | 'amount' | 'method'>) {
  return { status, amount, method };
}

export function sentAs(shipment: Shipped) {
  const { status, carrier, trackingNumber, steps, estimatedAt } = shipment;
  return { status, carrier, trackingNumber, steps, estimatedAt };
}
