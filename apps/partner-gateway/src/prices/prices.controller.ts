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
import { Price, PriceList } from './price.js';
import { price, priceList } from './prices.view.js';

@Controller(inEveryVersion('prices'))
export class PricesController {
  @Get()
  @Scopes('products:read')
  @ApiAnswer(PriceList, { summary: 'List prices by ids', description: 'What up to 200 products cost now.' })
  byIds(
    @Query({ schema: AskedIds }) asked: z.infer<typeof AskedIds>,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(priceList, asked, context);
  }

  @Get(':productId')
  @Scopes('products:read')
  @ApiAnswer(Price, { summary: 'Read a price', description: 'What one product costs now.' })
  byProduct(
    @Param('productId', { schema: Id }) productId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(price, { productId }, context);
  }
}
