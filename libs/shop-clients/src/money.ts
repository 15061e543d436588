import { z } from 'zod';

/** An amount in the currency's minor unit: 1999 with `EUR` is 19.99 euros. */
export const Money = z.object({ amount: z.int(), currency: z.string().length(3) }).meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;
