import { collection, fields, itemsText } from '../collection.js';
import { badInput, notFound } from '../problem.js';
import { between, pick, randomFrom } from '../random.js';
import { instant, list, object, type Of, oneOf, text } from '../schema.js';
import { ago, HOUR_MS, type SeededOrder } from '../seed.js';
import { id, items, route, type Service } from '../service.js';
import type { Store } from '../store.js';

const STEPS = ['preparing', 'handed-over', 'in-transit', 'delivered'] as const;
const CARRIERS = ['PostNord', 'DHL', 'DPD'] as const;
const HOURS_PER_STEP = 20;

const status = oneOf(...STEPS);
const shipment = object({
  id: text(),
  orderId: text(),
  status,
  carrier: text(),
  trackingNumber: text(),
  steps: list(object({ status, at: instant })),
  estimatedAt: instant,
  updatedAt: instant,
});
export type Shipment = Of<typeof shipment>;

export const shipments = collection<Shipment>({
  name: 'shipments',
  key: 'id',
  columns: fields('orderId', 'status', 'updatedAt'),
  indexes: ['orderId', 'status, updatedAt'],
});

export const shippingService: Service = {
  name: 'shipping',
  tables: [shipments],
  seed(store, { orders, randomFor }) {
    const random = randomFor('shipping');
    for (const order of orders) {
      const done = stepsDone(order, random);
      if (done === 0) continue;
      const steps = STEPS.slice(0, done).map((step, n) => ({
        status: step,
        at: ago(Math.max(0.5, order.hoursAgo - 0.2 - n * HOURS_PER_STEP)),
      }));
      const last = steps.at(-1);
      if (!last) continue;
      shipments.add(store, {
        id: shipments.nextId(store, 'shp'),
        orderId: order.id,
        status: last.status,
        ...parcelOf(random),
        steps,
        estimatedAt: ago(order.hoursAgo - STEPS.length * HOURS_PER_STEP),
        updatedAt: last.at,
      });
    }
  },
  routes: [
    route('GET /shipments', {
      summary: 'The shipments of an order',
      query: { orderId: id },
      answer: items(shipment),
      handle({ store, query: { orderId } }) {
        if (orderId === undefined) throw badInput('orderId', 'is required');
        return itemsText(shipments.all(store, ['orderId = ?', orderId]));
      },
    }),
    route('GET /shipments/:id', {
      summary: 'A shipment by id',
      answer: shipment,
      handle({ store, params }) {
        const text = shipments.text(store, params.id);
        if (text === undefined) throw notFound('shipment');
        return text;
      },
    }),
    route('POST /shipments', {
      summary: 'Schedule the shipment of an order; it moves on by itself',
      body: object({ orderId: id }, { carrier: oneOf(...CARRIERS) }),
      status: 201,
      answer: shipment,
      handle({ store, body: { orderId, carrier } }) {
        const id = shipments.nextId(store, 'shp');
        const at = shipments.stamp(store);
        const parcel = parcelOf(randomFrom(id));
        return shipments.add(store, {
          id,
          orderId,
          status: 'preparing',
          ...parcel,
          carrier: carrier ?? parcel.carrier,
          steps: [{ status: 'preparing', at }],
          estimatedAt: new Date(Date.parse(at) + STEPS.length * HOURS_PER_STEP * HOUR_MS).toISOString(),
          updatedAt: at,
        });
      },
    }),
  ],
};

/** Moves a shipment one step on. */
export function advance(store: Store, shipment: Shipment): Shipment {
  const status = STEPS[STEPS.indexOf(shipment.status) + 1] ?? 'delivered';
  const at = shipments.stamp(store);
  const moved = { ...shipment, status, steps: [...shipment.steps, { status, at }], updatedAt: at };
  shipments.put(store, moved);
  return moved;
}

/** None of them are sent before they are paid. */
function stepsDone({ status }: SeededOrder, random: () => number): number {
  if (status === 'paid') return 1;
  if (status === 'shipped') return between(random, 2, 3);
  return status === 'delivered' ? STEPS.length : 0;
}

function parcelOf(random: () => number): Pick<Shipment, 'carrier' | 'trackingNumber'> {
  const carrier = pick(random, CARRIERS);
  return {
    carrier,
    trackingNumber: `${carrier.slice(0, 3).toUpperCase()}${between(random, 1e9, 9_999_999_999)}`,
  };
}
