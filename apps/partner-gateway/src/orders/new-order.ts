import { Id } from '@frontdesk/gateway';
import { z } from 'zod';

const MAX_ITEMS = 100;
const MAX_QUANTITY = 999;
const MAX_LINE_LENGTH = 200;

const line = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(MAX_LINE_LENGTH, `is longer than ${MAX_LINE_LENGTH} characters`);

const NewItem = z
  .strictObject({
    productId: Id.describe('Of which product'),
    quantity: z
      .int('is not a whole number')
      .min(1, 'is less than 1')
      .max(MAX_QUANTITY, `is more than ${MAX_QUANTITY}`)
      .describe('How many'),
  })
  .meta({ id: 'NewOrderItem' });

/** What a partner orders. */
export const NewOrder = z
  .strictObject({
    items: z
      .array(NewItem)
      .min(1, 'is empty')
      .max(MAX_ITEMS, `holds more than ${MAX_ITEMS}`)
      .superRefine((items, context) => {
        const seen = new Set<string>();
        for (const [n, { productId }] of items.entries()) {
          if (seen.has(productId))
            context.addIssue({ code: 'custom', path: [n, 'productId'], message: 'is there already' });
          seen.add(productId);
        }
      })
      .describe('What to order, each product once'),
    address: z
      .strictObject({
        street: line.describe('Street and number'),
        city: line.describe('City'),
        postalCode: line.describe('Postal code'),
        country: line.describe('Country'),
      })
      .meta({ id: 'Address' })
      .optional()
      .describe('Where it goes; without it, where your orders go by contract'),
  })
  .meta({ id: 'NewOrder' });
export type NewOrder = z.infer<typeof NewOrder>;
