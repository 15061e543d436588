import { ApiIdempotencyKey, ApiView, Context, Id, IdempotencyKey } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { applyDecorators, Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { inEveryVersion } from '../api-versions.js';
import { Commands } from '../commands.js';
import { Views } from '../views.js';
import { cart, CartScreen } from './cart.view.js';

const MOST_OF_ONE = 99;

const Quantity = z
  .strictObject({
    quantity: z
      .int('is not a whole number')
      .min(1, 'is less than 1')
      .max(MOST_OF_ONE, `is more than ${MOST_OF_ONE}`),
  })
  .meta({ id: 'Quantity' });

/** A command is answered with the screen that it changed, so that the app need not ask for it. */
const ApiCartCommand = () => applyDecorators(ApiView(CartScreen), ApiIdempotencyKey('optional'));

@Controller()
export class CartController {
  constructor(
    private readonly views: Views,
    private readonly commands: Commands,
  ) {}

  /** What lies in the caller's cart, with what it costs. */
  @Get(inEveryVersion('cart'))
  @ApiView(CartScreen)
  screen(@Context() context: RequestContext) {
    return this.views.run(cart, {}, context);
  }

  /** Puts so many of a product into the cart, however many there were, and answers with the cart. */
  @Put(inEveryVersion('cart/items/:productId'))
  @ApiCartCommand()
  async put(
    @Param('productId', { schema: Id }) productId: string,
    @Body({ schema: Quantity }) { quantity }: z.infer<typeof Quantity>,
    @IdempotencyKey('optional') key: string | undefined,
    @Context() context: RequestContext,
  ) {
    const written = await this.commands.of(context).carts.putItem(productId, quantity, key);
    return this.views.run(cart, { written }, context);
  }

  /** Takes a product out of the cart, and answers with the cart. */
  @Delete(inEveryVersion('cart/items/:productId'))
  @ApiCartCommand()
  async remove(
    @Param('productId', { schema: Id }) productId: string,
    @IdempotencyKey('optional') key: string | undefined,
    @Context() context: RequestContext,
  ) {
    const written = await this.commands.of(context).carts.removeItem(productId, key);
    return this.views.run(cart, { written }, context);
  }
}
