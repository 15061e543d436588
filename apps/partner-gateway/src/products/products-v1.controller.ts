import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ApiAnswer } from '../api-answer.decorator.js';
import { CallersPages } from '../cursors/callers-pages.decorator.js';
import { Pages } from '../cursors/pages.js';
import { CallersShop, Shop } from '../shop.js';
import { ChangesSince } from './changes-since.js';
import { ProductChangesV1, productChangesV1 } from './product-changes.view.js';
import { ProductListV1, productListV1 } from './product-list.view.js';
import { SearchV1, Since } from './product-queries.js';
import { ProductV1 } from './product-v1.js';
import { productV1 } from './product.view.js';
import { BY_ID, CHANGES, LIST } from './products.controller.js';

@Controller('v1/products')
export class ProductsV1Controller {
  constructor(private readonly since: ChangesSince) {}

  @Get()
  @Scopes('products:read')
  @ApiAnswer(ProductListV1, LIST)
  list(
    @Query({ schema: SearchV1 }) search: z.infer<typeof SearchV1>,
    @CallersShop() shop: Shop,
    @CallersPages() pages: Pages,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(productListV1, pages.of('products', search), context);
  }

  @Get('changes')
  @Scopes('products:read')
  @ApiAnswer(ProductChangesV1, CHANGES)
  changes(
    @Query({ schema: Since }) query: z.infer<typeof Since>,
    @CallersShop() shop: Shop,
    @CallersPages() pages: Pages,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(productChangesV1, this.since.read(pages.of('product-changes', query)), context);
  }

  @Get(':id')
  @Scopes('products:read')
  @ApiAnswer(ProductV1, BY_ID)
  byId(
    @Param('id', { schema: Id }) productId: string,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(productV1, { productId }, context);
  }
}
