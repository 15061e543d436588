import { Stock } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** The stock of one product, or of many, as partners know it. */
const PublicStock = z.union([Stock, z.object({ items: z.array(Stock), nextCursor: z.string().nullish() })]);

/** What partners are told of stock: a field that the schema does not name never leaves. */
export const publicStock = (json: unknown): unknown => PublicStock.parse(json);
