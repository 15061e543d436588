import { olderView } from '@frontdesk/gateway';
import type { ChangesRequest } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { nextCursor } from '../cursors/page-query.js';
import type { Sealing } from '../cursors/pages.js';
import { view } from '../views.js';
import { nextSince } from './changes-since.js';
import { Product, productOf } from './product.js';
import { ProductV1, productV1Of } from './product-v1.js';

const ProductChange = z
  .object({
    id: z.string().describe('Of which product'),
    deleted: z.boolean().describe('Whether it was taken out of the catalogue'),
    updatedAt: z.iso.datetime().describe('When it was changed, or taken out'),
    product: Product.nullable().describe('As it is now; null where it was taken out'),
  })
  .meta({ id: 'ProductChange' });

export const ProductChanges = z
  .object({
    items: z
      .array(ProductChange)
      .describe('The oldest change first; a product stands here once, by its latest'),
    nextCursor,
    nextSince: z.iso
      .datetime()
      .describe(
        'What to ask by, as `since`, once `nextCursor` is null: what changes from then on is told there',
      ),
  })
  .meta({ id: 'ProductChanges' });
type ProductChanges = z.infer<typeof ProductChanges>;

export const ProductChangesV1 = ProductChanges.extend({
  items: z
    .array(
      ProductChange.extend({
        product: ProductV1.nullable().describe('As it is now; null where it was taken out'),
      }).meta({ id: 'ProductChangeV1' }),
    )
    .describe('The oldest change first; a product stands here once, by its latest'),
}).meta({ id: 'ProductChangesV1' });

/** What changed of the catalogue after an instant, with what is gone; prices and stock are those of now. */
export const productChanges = view<ChangesRequest & Sealing & { readonly latest: Date }>('product-changes')
  .required('changes', ({ products }, request) => products.changes(request))
  .joinRequired(
    'prices',
    { after: ['changes'] },
    {
      each: ({ changes }) => changes.items.filter((item) => !('deleted' in item)),
      by: (product) => product.id,
      via: ({ pricing }, ids) => pricing.byProducts(ids),
      keyedBy: (price) => price.productId,
    },
  )
  .joinRequired(
    'stock',
    { after: ['changes'] },
    {
      each: ({ changes }) => changes.items.filter((item) => !('deleted' in item)),
      by: (product) => product.id,
      via: ({ inventory }, ids) => inventory.byProducts(ids),
      keyedBy: (stock) => stock.productId,
    },
  )
  .shape(({ changes, prices, stock, since, latest, sealed }): ProductChanges => ({
    items: changes.items.map((item) => ({
      id: item.id,
      deleted: 'deleted' in item,
      updatedAt: item.updatedAt,
      product: 'deleted' in item ? null : productOf(item, prices.of(item), stock.of(item)),
    })),
    nextCursor: sealed(changes.nextCursor),
    // Changes come in the order of their instants, of which the service gives out none twice.
    nextSince: nextSince(changes.items, { since, latest }),
  }));

export const productChangesV1 = olderView(
  productChanges,
  ({ items, nextCursor, nextSince }): z.infer<typeof ProductChangesV1> => ({
    items: items.map(({ id, deleted, updatedAt, product }) => ({
      id,
      deleted,
      updatedAt,
      product: product && productV1Of(product),
    })),
    nextCursor,
    nextSince,
  }),
);
