import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiAnswer } from '../api-answer.decorator.js';
import { inEveryVersion } from '../api-versions.js';
import { NoQuery } from '../no-query.js';
import { CallersShop, Shop } from '../shop.js';
import { Shipment, ShipmentList } from './shipment.js';
import { shipment, shipmentsOfOrder } from './shipments.view.js';

@Controller()
export class ShipmentsController {
  @Get(inEveryVersion('orders/:id/shipments'))
  @Scopes('orders:read')
  @ApiAnswer(ShipmentList, {
    summary: 'List the shipments of an order',
    description: 'The parcels of an order that you placed.',
  })
  ofOrder(
    @Param('id', { schema: Id }) orderId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(shipmentsOfOrder, { orderId }, context);
  }

  @Get(inEveryVersion('shipments/:id'))
  @Scopes('orders:read')
  @ApiAnswer(Shipment, {
    summary: 'Read a shipment',
    description: 'One parcel of an order that you placed; any other is not found.',
  })
  byId(
    @Param('id', { schema: Id }) shipmentId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(shipment, { shipmentId }, context);
  }
}
