import type { z } from 'zod';
import { callersOrder } from '../orders/callers-order.js';
import { view } from '../views.js';
import { type Shipment, type ShipmentList, shipmentOf } from './shipment.js';

/** A parcel of an order that this partner placed; any other is not found. */
export const shipment = view<{ shipmentId: string }>('shipment')
  .required('shipment', ({ shipping }, { shipmentId }) => shipping.byId(shipmentId))
  .required('order', { after: ['shipment'] }, ({ orders }, { shipment }, { principal }) =>
    callersOrder(orders.byId(shipment.orderId), principal),
  )
  .shape(({ shipment }): Shipment => shipmentOf(shipment));

/** The parcels of an order that this partner placed; of any other none are asked for. */
export const shipmentsOfOrder = view<{ orderId: string }>('shipments-of-order')
  .required('order', ({ orders }, { orderId }, { principal }) =>
    callersOrder(orders.byId(orderId), principal),
  )
  .required('shipments', { after: ['order'] }, ({ shipping }, { order }) => shipping.allOfOrder(order.id))
  .shape(({ shipments }): z.infer<typeof ShipmentList> => ({ items: shipments.map(shipmentOf) }));
