import { ApiView, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Cart } from '@frontdesk/shop-clients';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { Commands } from '../commands.js';
import { Views } from '../views.js';
import { CartPage, cartPage } from './cart.view.js';

const MOST_OF_ONE = 99;

const Quantity = z
  .strictObject({
    quantity: z
      .int('is not a whole number')
      .min(1, 'is less than 1')
      .max(MOST_OF_ONE, `is more than ${MOST_OF_ONE}`),
  })
  .meta({ id: 'Quantity' });
const CartContents = Cart.meta({ id: 'Cart' });

@Controller('api/cart')
export class CartController {
  constructor(
    private readonly views: Views,
    private readonly commands: Commands,
  ) {}

  /** What lies in the caller's cart, with products, prices, stock and the total. */
  @Get()
  @ApiView(CartPage)
  page(@Context() context: RequestContext) {
    return this.views.run(cartPage, {}, context);
  }

  /** Puts so many of a product into the cart, however many there were. */
  @Put('items/:productId')
  @ApiOkResponse({ standardSchema: CartContents })
  put(
    @Param('productId', { schema: Id }) productId: string,
    @Body({ schema: Quantity }) { quantity }: z.infer<typeof Quantity>,
    @Context() context: RequestContext,
  ) {
    return this.commands.of(context).carts.putItem(productId, quantity);
  }

  /** Takes a product out of the cart. */
  @Delete('items/:productId')
  @ApiOkResponse({ standardSchema: CartContents })
  remove(@Param('productId', { schema: Id }) productId: string, @Context() context: RequestContext) {
    return this.commands.of(context).carts.removeItem(productId);
  }
}
