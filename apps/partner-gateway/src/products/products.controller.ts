import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ApiAnswer } from '../api-answer.decorator.js';
import { CallersPages } from '../cursors/callers-pages.decorator.js';
import { Pages } from '../cursors/pages.js';
import { NoQuery } from '../no-query.js';
import { CallersShop, Shop } from '../shop.js';
import { ChangesSince } from './changes-since.js';
import { ProductChanges, productChanges } from './product-changes.view.js';
import { ProductList, productList } from './product-list.view.js';
import { Search, Since } from './product-queries.js';
import { Product } from './product.js';
import { product } from './product.view.js';

export const LIST = {
  summary: 'List or search products',
  description: 'The catalogue in pages, each product with what it costs and how many there are now.',
};
export const CHANGES = {
  summary: 'List what changed of the catalogue',
  description:
    'The products that were put in, changed or taken out after an instant. Read the pages to the last, keep its `nextSince`, and ask by that the next time. A change of a price or of the stock alone is none of the product: ask for these by ids.',
};
export const BY_ID = {
  summary: 'Read a product',
  description: 'One product, with what it costs and how many there are now.',
};

@Controller('v2/products')
export class ProductsController {
  constructor(private readonly since: ChangesSince) {}

  @Get()
  @Scopes('products:read')
  @ApiAnswer(ProductList, LIST)
  list(
    @Query({ schema: Search }) search: z.infer<typeof Search>,
    @CallersShop() shop: Shop,
    @CallersPages() pages: Pages,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(productList, pages.of('products', search), context);
  }

  @Get('changes')
  @Scopes('products:read')
  @ApiAnswer(ProductChanges, CHANGES)
  changes(
    @Query({ schema: Since }) query: z.infer<typeof Since>,
    @CallersShop() shop: Shop,
    @CallersPages() pages: Pages,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(productChanges, this.since.read(pages.of('product-changes', query)), context);
  }

  @Get(':id')
  @Scopes('products:read')
  @ApiAnswer(Product, BY_ID)
  byId(
    @Param('id', { schema: Id }) productId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(product, { productId }, context);
  }
}
