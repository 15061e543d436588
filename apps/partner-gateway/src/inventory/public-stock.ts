import { Stock } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** What partners are told of stock: a field that the schema does not name never leaves. */
export const PublicStock = Stock.meta({ id: 'Stock' });

/** The stock of the products that were asked for by `ids`; unknown ones are left out. */
export const PublicStockList = z.object({ items: z.array(PublicStock) }).meta({ id: 'StockList' });
