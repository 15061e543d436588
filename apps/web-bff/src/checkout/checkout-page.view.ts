import { Money, totalOf } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { ShownPaymentMethod, shownPaymentMethod } from '../account/payment-method.js';
import { OfferedPrice, offeredPrice } from '../products/offer.js';
import { OwnProfile, ownProfile } from '../profile/own-profile.js';
import { view } from '../views.js';

export const CheckoutPage = z
  .object({
    items: z.array(
      z.object({
        productId: z.string(),
        quantity: z.int(),
        /** `null` where the product is not sold any more. */
        product: z.object({ name: z.string(), imageUrl: z.string() }).nullable(),
        price: OfferedPrice.nullable(),
      }),
    ),
    total: Money.nullable().describe('What it costs now; null where a price is missing, or nothing is in it'),
    customer: OwnProfile.pick({ name: true, address: true }),
    paymentMethods: z.array(ShownPaymentMethod).nullable(),
  })
  .meta({ id: 'CheckoutPage' });

/** What is looked at before it is ordered: what lies in the cart, what it costs, where it goes and how it is paid. */
export const checkoutPage = view('checkout')
  .required('cart', ({ carts }) => carts.ofCaller())
  .required('profile', ({ users }, _, { principal }) => users.byId(principal.id))
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
  .shape(({ cart, profile, paymentMethods, product, price }): z.infer<typeof CheckoutPage> => {
    const items = cart.items.map((item) => {
      const found = product?.of(item);
      return {
        productId: item.productId,
        quantity: item.quantity,
        product: found ? { name: found.name, imageUrl: found.imageUrl } : null,
        price: offeredPrice(price?.of(item)),
      };
    });
    const { name, address } = ownProfile(profile);
    return {
      items,
      total: totalOf(items),
      customer: { name, address },
      paymentMethods: paymentMethods && paymentMethods.map(shownPaymentMethod),
    };
  });
