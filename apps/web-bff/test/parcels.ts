import type { FakeUpstream } from '@frontdesk/testing';

/** How far a parcel goes, one step after the other. */
export const STEPS = ['preparing', 'handed-over', 'in-transit', 'delivered'];

/** Orders and shipments of alice's that go as far as they are told, from one service that counts what it is asked. */
export class Parcels {
  readonly known = new Map<string, { status: string; steps: string[]; trackingNumber?: string }>();

  constructor(readonly upstream: FakeUpstream) {
    this.works();
  }

  set(orderId: string, status: string, steps: number): void {
    this.known.set(orderId, { status, steps: STEPS.slice(0, steps) });
  }

  works(): void {
    this.upstream.handle((request, response) => {
      const orderId = request.query.get('orderId') ?? request.path.slice('/orders/'.length);
      const body = request.path.startsWith('/orders/') ? this.#order(orderId) : this.#shipments(orderId);
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  }

  /** How often an order was asked for. */
  looks(orderId: string): number {
    return this.upstream.requests.filter(({ path }) => path === `/orders/${orderId}`).length;
  }

  #order(orderId: string) {
    const found = this.known.get(orderId);
    const total = { amount: 100, currency: 'EUR' };
    const at = '2026-01-01T00:00:00.000Z';
    return (
      found && {
        id: orderId,
        userId: 'alice',
        partnerId: null,
        status: found.status,
        items: [],
        total,
        createdAt: at,
        updatedAt: at,
      }
    );
  }

  #shipments(orderId: string) {
    const { steps = [], trackingNumber = 'DHL1' } = this.known.get(orderId) ?? {};
    const at = (second: number) => new Date(second * 1_000).toISOString();
    const shipment = {
      id: `s-${orderId}`,
      orderId,
      status: steps.at(-1),
      carrier: 'DHL',
      trackingNumber,
      steps: steps.map((status, second) => ({ status, at: at(second) })),
      estimatedAt: at(9),
      updatedAt: at(0),
    };
    return { items: steps.length > 0 ? [shipment] : [] };
  }
}
