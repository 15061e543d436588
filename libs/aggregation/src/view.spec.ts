import { expectTypeOf } from 'expect-type';
import { view } from './begin-view.js';

interface Order {
  id: string;
  userId: string;
  items: { productId: string; quantity: number }[];
}
interface Product {
  id: string;
  name: string;
}
interface Price {
  productId: string;
  amount: number;
}
interface Clients {
  orders: { byId(id: string): Promise<Order> };
  users: { byId(id: string): Promise<{ name: string }> };
  products: { byIds(ids: readonly string[]): Promise<Product[]> };
  pricing: { byIds(ids: readonly string[]): Promise<Price[]> };
}
type Input = { orderId: string };

it('types', () => {
  const v = view<Clients, Input>('order-details', { budgetMs: 900 })
    .required('order', ({ orders }, { orderId }) => orders.byId(orderId))
    .optional('again', ({ orders }, { orderId }) => orders.byId(orderId), { withinMs: 30 })
    .required('customer', { after: ['order'] }, ({ users }, { order }) => users.byId(order.userId))
    .optional(
      'fan',
      { after: ['order', 'again'], when: ({ order }) => order.id !== '' },
      ({ users }, { order, again }) => {
        expectTypeOf(again).toEqualTypeOf<Order | null>();
        return users.byId(order.userId);
      },
    )
    .withFallback(
      'names',
      { after: ['order'] },
      async ({ users }, { order }) => [(await users.byId(order.userId)).name],
      [],
    )
    .withFallback(
      'names2',
      async ({ users }, { orderId }) => [(await users.byId(orderId)).name],
      ({ orderId }) => [orderId],
    )
    .joinRequired(
      'products',
      { after: ['order'] },
      {
        each: ({ order }) => order.items,
        by: (item) => item.productId,
        via: ({ products }, ids) => products.byIds(ids),
      },
    )
    .joinRequired(
      'prices',
      { after: ['order'], everyItem: true },
      {
        each: ({ order }) => order.items,
        by: (item) => item.productId,
        via: ({ pricing }, ids) => pricing.byIds(ids),
        keyedBy: (price) => price.productId,
      },
    )
    .shape(({ order, again, fan, names, products, prices, customer }) => {
      expectTypeOf(names).toEqualTypeOf<string[]>();
      expectTypeOf(customer).toEqualTypeOf<{ name: string }>();
      return {
        id: order.id,
        a: again?.id,
        f: fan?.name,
        names,
        items: order.items.map((i) => ({ p: products.of(i), q: prices.of(i).amount })),
      };
    });
  expectTypeOf(v.shape).returns.toHaveProperty('id').toBeString();
  expectTypeOf(v.shape).returns.toHaveProperty('items').toEqualTypeOf<{ p: Product | null; q: number }[]>();
});
