import { type Cart, Money, totalOf } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

export const CartScreen = z
  .object({
    items: z.array(
      z.object({
        productId: z.string(),
        /** `null` where the product is not sold any more. */
        name: z.string().nullable(),
        imageUrl: z.string().nullable(),
        quantity: z.int(),
        price: Money.nullable(),
        available: z.int().nullable(),
      }),
    ),
    total: Money.nullable().describe('What it costs now; null where a price is missing, or nothing is in it'),
  })
  .meta({ id: 'CartScreen' });

interface Known {
  /** What lies in the cart, where a command has just said it. */
  readonly written?: Cart;
}

/** What lies in the caller's cart, with what it costs and whether it can be had. */
export const cart = view<Known>('cart', { budgetMs: 800 })
  .required('cart', ({ carts }, { written }) => written ?? carts.ofCaller())
  .joinOptional(
    'product',
    { after: ['cart'] },
    {
      each: ({ cart }) => cart.items,
      by: (item) => item.productId,
      via: ({ products }, ids) => products.byIds(ids),
    },
  )
  .joinOptional(
    'price',
    { after: ['cart'] },
    {
      each: ({ cart }) => cart.items,
      by: (item) => item.productId,
      via: ({ pricing }, ids) => pricing.byProducts(ids),
      keyedBy: (price) => price.productId,
    },
  )
  .joinOptional(
    'stock',
    { after: ['cart'] },
    {
      each: ({ cart }) => cart.items,
      by: (item) => item.productId,
      via: ({ inventory }, ids) => inventory.byProducts(ids),
      keyedBy: (stock) => stock.productId,
    },
  )
  .shape(({ cart, product, price, stock }): z.infer<typeof CartScreen> => {
    const items = cart.items.map((item) => ({
      productId: item.productId,
      name: product?.of(item)?.name ?? null,
      imageUrl: product?.of(item)?.imageUrl ?? null,
      quantity: item.quantity,
      price: price?.of(item)?.price ?? null,
      available: stock?.of(item)?.available ?? null,
    }));
    return { items, total: totalOf(items) };
  });
