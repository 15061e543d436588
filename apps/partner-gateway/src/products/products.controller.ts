import { Scopes } from '@frontdesk/auth';
import { Context, pageQuery } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { Views } from '../views.js';
import { ProductList, productList } from './product-list.view.js';

@Controller('v1/products')
export class ProductsController {
  constructor(private readonly views: Views) {}

  /** The catalogue with prices and stock. */
  @Get()
  @Scopes('products:read')
  @ApiOkResponse({ standardSchema: ProductList })
  list(@Query({ schema: pageQuery }) page: z.infer<typeof pageQuery>, @Context() context: RequestContext) {
    return this.views.run(productList, page, context);
  }
}
