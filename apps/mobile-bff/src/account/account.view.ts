import { PaymentMethod, User } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

export const AccountScreen = z
  .object({
    profile: User.pick({ name: true, email: true, avatarUrl: true, phone: true, address: true }),
    paymentMethods: z
      .array(PaymentMethod.pick({ id: true, kind: true, last4: true, isDefault: true }))
      .nullable(),
  })
  .meta({ id: 'AccountScreen' });

/** What the caller may look after: who they are, where they live and what they pay with. */
export const account = view('account', { budgetMs: 800 })
  .required('user', ({ users }, _, { principal }) => users.byId(principal.id))
  .optional('paymentMethods', ({ payments }) => payments.methodsOfCaller())
  .shape(({ user, paymentMethods }): z.infer<typeof AccountScreen> => ({
    profile: {
      name: user.name,
      email: user.email,
      avatarUrl: user.avatarUrl,
      phone: user.phone,
      address: user.address,
    },
    paymentMethods:
      paymentMethods &&
      paymentMethods.map(({ id, kind, last4, isDefault }) => ({ id, kind, last4, isDefault })),
  }));
