import { ApiView, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param } from '@nestjs/common';
import { Views } from '../views.js';
import { product, ProductScreen } from './product.view.js';

@Controller('v1/products')
export class ProductsController {
  constructor(private readonly views: Views) {}

  /** A product as it fits a phone. */
  @Get(':id')
  @ApiView(ProductScreen)
  product(@Param('id', { schema: Id }) productId: string, @Context() context: RequestContext) {
    return this.views.run(product, { productId }, context);
  }
}
