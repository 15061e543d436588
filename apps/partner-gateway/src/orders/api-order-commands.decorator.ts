import { ApiProblem } from '@frontdesk/gateway';
import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';

const LOCATION = {
  Location: { description: 'Where the order is from now on', schema: { type: 'string' as const } },
};

const Refusal = z.object({
  reason: z
    .string()
    .optional()
    .describe(
      'Why, by a name that stays the same: `product-unknown`, `out-of-stock`, `payment-declined`, `price-changed`, `order-refused`, `shipping-refused` or `gave-up`',
    ),
});

const Conflict = z.object({
  reason: z.string().optional().describe('`not-cancellable` where the order is shipped already'),
});

/** Documents the handler that places an order. */
export const ApiPlacedOrder = (order: z.ZodType): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Place an order',
      description:
        'Reserves the stock, places the order and schedules the parcel, or does nothing of it; it is paid by invoice. Prices are those of now. It may take some seconds.',
    }),
    ApiCreatedResponse({
      description: 'It is placed, now or when the key came first',
      standardSchema: order,
      headers: LOCATION,
    }),
    ApiProblem(
      422,
      'It is refused, and nothing of it is left: `errors` names the items, and a new try takes a new key',
      Refusal,
    ),
  );

/** Documents the handler that cancels an order. */
export const ApiCancelledOrder = (order: z.ZodType): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary: 'Cancel an order',
      description: 'Takes an order back that is not shipped yet. One that is cancelled already stays so.',
    }),
    ApiOkResponse({ description: 'It is cancelled, now or before', standardSchema: order }),
    ApiProblem(409, 'It is shipped already', Conflict),
  );
