import type { PaymentMethod } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** A payment method as its owner is shown it. */
export const ShownPaymentMethod = z
  .object({
    id: z.string(),
    kind: z.string(),
    last4: z.string(),
    expiresAt: z.string().describe('Year and month'),
    isDefault: z.boolean(),
  })
  .meta({ id: 'PaymentMethod' });

export function shownPaymentMethod({
  id,
  kind,
  last4,
  expires,
  isDefault,
}: PaymentMethod): z.infer<typeof ShownPaymentMethod> {
  return { id, kind, last4, expiresAt: expires, isDefault };
}
