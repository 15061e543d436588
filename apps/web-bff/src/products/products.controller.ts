import { Public } from '@frontdesk/auth';
import { ApiView, Context, Id, pageQuery } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Views } from '../views.js';
import { ProductList, productList } from './product-list.view.js';
import { ProductPage, productPage } from './product-page.view.js';

const Search = pageQuery.extend({
  category: z.string().min(1).max(100).optional(),
  q: z.string().min(1).max(200).optional().describe('Words that all must occur'),
});

@Controller('api/products')
export class ProductsController {
  constructor(private readonly views: Views) {}

  /** Products by category and words, with price and stock. */
  @Get()
  @Public()
  @ApiView(ProductList)
  list(@Query({ schema: Search }) search: z.infer<typeof Search>, @Context() context: RequestContext) {
    return this.views.run(productList, search, context);
  }

  /** A product with its price, stock, reviews and recommendations. */
  @Get(':id')
  @Public()
  @ApiView(ProductPage)
  page(@Param('id', { schema: Id }) productId: string, @Context() context: RequestContext) {
    return this.views.run(productPage, { productId }, context);
  }
}
