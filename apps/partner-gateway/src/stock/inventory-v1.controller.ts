import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ApiAnswer } from '../api-answer.decorator.js';
import { AskedIdsV1 } from '../asked-ids.js';
import { NoQuery } from '../no-query.js';
import { CallersShop, Shop } from '../shop.js';
import { stock, stockList } from './stock.view.js';
import { Stock, StockList } from './stock.js';

/** Stock under the name that it had first. */
@Controller('v1/inventory')
export class InventoryV1Controller {
  @Get()
  @Scopes('products:read')
  @ApiAnswer(StockList, { summary: 'List stock by ids', description: '`/v2/stock` took its place.' })
  byIds(
    @Query({ schema: AskedIdsV1 }) asked: z.infer<typeof AskedIdsV1>,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(stockList, asked, context);
  }

  @Get(':productId')
  @Scopes('products:read')
  @ApiAnswer(Stock, { summary: 'Read the stock of a product', description: '`/v2/stock` took its place.' })
  byProduct(
    @Param('productId', { schema: Id }) productId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(stock, { productId }, context);
  }
}
