import { z } from 'zod';

/** What something costs, as partners know it. */
export const Money = z
  .object({
    amount: z.int().describe("In the currency's minor unit: 1999 with `EUR` is 19.99 euros"),
    currency: z.string().length(3).describe('ISO 4217, such as `EUR`'),
  })
  .meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

export const moneyOf = ({ amount, currency }: Money): Money => ({ amount, currency });
