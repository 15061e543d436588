import { ApiView, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param } from '@nestjs/common';
import { Views } from '../views.js';
import { ProductScreenV1, productV1 } from './product-v1.js';
import { product, ProductScreen } from './product.view.js';

@Controller()
export class ProductsController {
  constructor(private readonly views: Views) {}

  /** A product as it fits a phone. */
  @Get('v2/products/:id')
  @ApiView(ProductScreen)
  product(@Param('id', { schema: Id }) productId: string, @Context() context: RequestContext) {
    return this.views.run(product, { productId }, context);
  }

  /** A product as it fits a phone. */
  @Get('v1/products/:id')
  @ApiView(ProductScreenV1)
  productV1(@Param('id', { schema: Id }) productId: string, @Context() context: RequestContext) {
    return this.views.run(productV1, { productId }, context);
  }
}
