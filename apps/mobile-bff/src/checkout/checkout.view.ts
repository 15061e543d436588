import { Money, PaymentMethod, totalOf, User } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

export const CheckoutScreen = z
  .object({
    items: z.array(
      z.object({
        /** `null` where the product is not sold any more. */
        name: z.string().nullable(),
        quantity: z.int(),
        price: Money.nullable(),
      }),
    ),
    total: Money.nullable().describe('What it costs now; null where a price is missing, or nothing is in it'),
    customer: User.pick({ name: true, address: true }),
    paymentMethods: z
      .array(PaymentMethod.pick({ id: true, kind: true, last4: true, isDefault: true }))
      .nullable(),
  })
  .meta({ id: 'CheckoutScreen' });

/** What is looked at before it is ordered: what it is, what it costs, where it goes and how it is paid. */
export const checkout = view('checkout', { budgetMs: 800 })
  .required('cart', ({ carts }) => carts.ofCaller())
  .required('user', ({ users }, _, { principal }) => users.byId(principal.id))
  .optional('paymentMethods', ({ payments }) => payments.methodsOfCaller())
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
  .shape(({ cart, user, paymentMethods, product, price }): z.infer<typeof CheckoutScreen> => {
    const items = cart.items.map((item) => ({
      name: product?.of(item)?.name ?? null,
      quantity: item.quantity,
      price: price?.of(item)?.price ?? null,
    }));
    return {
      items,
      total: totalOf(items),
      customer: { name: user.name, address: user.address },
      paymentMethods:
        paymentMethods &&
        paymentMethods.map(({ id, kind, last4, isDefault }) => ({ id, kind, last4, isDefault })),
    };
  });
