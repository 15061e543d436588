import { Id } from '@frontdesk/gateway';
import { z } from 'zod';

const MAX_ITEMS = 100;
const MAX_QUANTITY = 999;
const line = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');

/** What is asked for: without `items`, what lies in the caller's cart. */
export const PurchaseRequest = z
  .strictObject({
    paymentMethodId: Id.optional().describe("One of the user's own; a partner names none"),
    items: z
      .array(
        z.strictObject({
          productId: Id,
          quantity: z.int('is not a whole number').min(1, 'is less than 1').max(MAX_QUANTITY, 'is too many'),
        }),
      )
      .min(1, 'is empty')
      .max(MAX_ITEMS, `holds more than ${MAX_ITEMS}`)
      .optional()
      .describe("In place of what lies in the user's cart, which stays as it is then"),
    address: z.strictObject({ street: line, city: line, postalCode: line, country: line }).optional(),
  })
  .meta({ id: 'PurchaseRequest' });
export type PurchaseRequest = z.infer<typeof PurchaseRequest>;
