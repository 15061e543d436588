import { z } from 'zod';

const MAX_ID_LENGTH = 64;
const MAX_LINE_LENGTH = 200;
const line = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(MAX_LINE_LENGTH, `is longer than ${MAX_LINE_LENGTH} characters`);

const id = z
  .string()
  .max(MAX_ID_LENGTH, `is longer than ${MAX_ID_LENGTH} characters`)
  .regex(/^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/, 'is not an id');

/** What buys all that lies in the caller's cart. */
export const PurchaseRequest = z
  .strictObject({
    paymentMethodId: id.describe("One of the caller's own, as the account page lists them"),
    address: z
      .strictObject({ street: line, city: line, postalCode: line, country: line })
      .optional()
      .describe("Where it goes; to the profile's address without"),
  })
  .meta({ id: 'PurchaseRequest' });
export type PurchaseRequest = z.infer<typeof PurchaseRequest>;
