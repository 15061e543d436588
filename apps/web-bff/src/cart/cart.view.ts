import { Cart, Money, totalOf } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { OfferedPrice, offeredPrice, StockLevel, stockLevel } from '../products/offer.js';
import { view } from '../views.js';

const { productId, quantity, addedAt } = Cart.shape.items.element.shape;

export const CartPage = z
  .object({
    items: z.array(
      z.object({
        productId,
        quantity,
        addedAt,
        /** `null` where the product is not sold any more. */
        product: z.object({ name: z.string(), brand: z.string(), imageUrl: z.string() }).nullable(),
        price: OfferedPrice.nullable(),
        stock: StockLevel.nullable(),
      }),
    ),
    total: Money.nullable().describe('What it costs now; null where a price is missing, or nothing is in it'),
  })
  .meta({ id: 'CartPage' });

/** What lies in the caller's cart, with what it costs and whether it can be had. */
export const cartPage = view('cart')
  .required('cart', ({ carts }) => carts.ofCaller())
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
  .shape(({ cart, product, price, stock }): z.infer<typeof CartPage> => {
    const items = cart.items.map((item) => {
      const found = product?.of(item);
      return {
        productId: item.productId,
        quantity: item.quantity,
        addedAt: item.addedAt,
        product: found ? { name: found.name, brand: found.brand, imageUrl: found.imageUrl } : null,
        price: offeredPrice(price?.of(item)),
        stock: stockLevel(stock?.of(item)),
      };
    });
    const total = totalOf(items);
    return { items, total };
  });
