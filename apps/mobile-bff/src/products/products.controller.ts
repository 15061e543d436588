import { ApiView, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { inEveryVersion } from '../api-versions.js';
import { Views } from '../views.js';
import { catalogue, cataloguePages, CatalogueScreen } from './catalogue.view.js';
import { ProductScreenV1, productV1 } from './product-v1.js';
import { product, ProductScreen } from './product.view.js';

const MAX_CATEGORY_LENGTH = 100;
const MAX_WORDS_LENGTH = 200;

const Search = cataloguePages.query.extend({
  category: z.string().min(1, 'is empty').max(MAX_CATEGORY_LENGTH, 'is too long').optional(),
  q: z
    .string()
    .min(1, 'is empty')
    .max(MAX_WORDS_LENGTH, 'is too long')
    .optional()
    .describe('Words that all must occur'),
});

@Controller()
export class ProductsController {
  constructor(private readonly views: Views) {}

  /** The catalogue, or what is searched for in it. */
  @Get(inEveryVersion('products'))
  @ApiView(CatalogueScreen)
  catalogue(@Query({ schema: Search }) search: z.infer<typeof Search>, @Context() context: RequestContext) {
    return this.views.run(catalogue, search, context);
  }

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
