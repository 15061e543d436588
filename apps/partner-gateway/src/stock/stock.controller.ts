import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ApiAnswer } from '../api-answer.decorator.js';
import { inEveryVersion } from '../api-versions.js';
import { AskedIds } from '../asked-ids.js';
import { NoQuery } from '../no-query.js';
import { CallersShop, Shop } from '../shop.js';
import { stock, stockList } from './stock.view.js';
import { Stock, StockList } from './stock.js';

@Controller(inEveryVersion('stock'))
export class StockController {
  @Get()
  @Scopes('products:read')
  @ApiAnswer(StockList, {
    summary: 'List stock by ids',
    description: 'How many there are now of up to 200 products.',
  })
  byIds(
    @Query({ schema: AskedIds }) asked: z.infer<typeof AskedIds>,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(stockList, asked, context);
  }

  @Get(':productId')
  @Scopes('products:read')
  @ApiAnswer(Stock, { summary: 'Read the stock of a product', description: 'How many there are now.' })
  byProduct(
    @Param('productId', { schema: Id }) productId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(stock, { productId }, context);
  }
}
