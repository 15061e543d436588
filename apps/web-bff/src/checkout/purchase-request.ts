import { Id } from '@frontdesk/gateway';
import { z } from 'zod';

const MAX_LINE_LENGTH = 200;
const line = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(MAX_LINE_LENGTH, `is longer than ${MAX_LINE_LENGTH} characters`);

/** What buys all that lies in the caller's cart. */
export const PurchaseRequest = z
  .strictObject({
    paymentMethodId: Id.describe("One of the caller's own, as the account page lists them"),
    address: z
      .strictObject({ street: line, city: line, postalCode: line, country: line })
      .optional()
      .describe("Where it goes; to the profile's address without"),
  })
  .meta({ id: 'PurchaseRequest' });
export type PurchaseRequest = z.infer<typeof PurchaseRequest>;
