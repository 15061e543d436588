import { eventually } from '@frontdesk/testing';
import { runShop } from './running-shop.js';

const STEP_MS = 1_000;

describe('shipments', () => {
  it('move on a step at a time, and their orders with them, across a restart', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z');
    const clock = { now: () => now };
    await using frozen = await runShop({}, clock);
    const ports = new Map([
      ['orders', 0],
      ['shipping', 0],
    ]);
    const settings = { dataDir: frozen.folder, shipmentStepMs: STEP_MS, ports };
    const order = await frozen.ask('orders', '/orders', {
      method: 'POST',
      as: 'alice',
      body: { items: [{ productId: 'p-001', quantity: 1 }], paymentId: 'pay-1' },
    });
    const orderId = String(order.body['id']);
    const shipment = await frozen.ask('shipping', '/shipments', { method: 'POST', body: { orderId } });
    const path = `/shipments/${String(shipment.body['id'])}`;
    const statuses = async () => [
      (await frozen.ask('shipping', path)).body['status'],
      (await frozen.ask('orders', `/orders/${orderId}`)).body['status'],
    ];
    const become = (...wanted: string[]) =>
      eventually(async () => String(await statuses()) === String(wanted), `${wanted.join(' and ')}`);

    {
      await using _shop = await runShop(settings, clock);
      now += STEP_MS;
      await become('handed-over', 'shipped');
    }
    now += 10 * STEP_MS;
    {
      await using _shop = await runShop(settings, clock);
      await become('in-transit', 'shipped');
      now += 10 * STEP_MS;
      await become('delivered', 'delivered');
    }
    const { steps, updatedAt } = (await frozen.ask('shipping', path)).body as {
      steps: { status: string; at: string }[];
      updatedAt: string;
    };
    expect(steps.map(({ status }) => status)).toEqual([
      'preparing',
      'handed-over',
      'in-transit',
      'delivered',
    ]);
    expect(steps.at(-1)?.at).toBe(updatedAt);
  });

  it('stay where they are where the step is 0', async () => {
    await using shop = await runShop({ shipmentStepMs: 0 });
    const before = await shop.ask('shipping', '/shipments?orderId=o-0290');
    expect(before.body.items).toMatchObject([{ status: 'preparing' }]);
    await using other = await runShop({ shipmentStepMs: 0, dataDir: shop.folder });
    expect((await other.ask('shipping', '/shipments?orderId=o-0290')).body).toEqual(before.body);
  });
});
