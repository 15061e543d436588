import { followShipment } from './services/orders.js';
import { advance, shipments } from './services/shipping.js';
import type { Store } from './store.js';

const LOOKS_PER_STEP = 4;
const MIN_LOOK_MS = 25;
const MAX_LOOK_MS = 1_000;
const DUE = `SELECT id FROM shipments WHERE status IN ('preparing', 'handed-over', 'in-transit')
  AND updatedAt <= ? ORDER BY updatedAt, id`;

/**
 * Moves each shipment in progress one step on when its last step is `stepMs` old, and its order with it. When the last
 * step was is stored with the shipment, so a restart loses nothing; one timer looks for all of them. Returns its stop.
 */
export function startShipmentSteps(store: Store, stepMs: number, report: (line: string) => void): () => void {
  const look = () => {
    try {
      stepDueShipments(store, stepMs);
    } catch (error) {
      report(`shipping: no shipment was moved on: ${String(error)}`);
    }
  };
  const everyMs = Math.min(MAX_LOOK_MS, Math.max(MIN_LOOK_MS, stepMs / LOOKS_PER_STEP));
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}

function stepDueShipments(store: Store, stepMs: number): void {
  const due = () => store.statement(DUE).all(new Date(store.now() - stepMs).toISOString());
  if (due().length === 0) return; // a look takes no write lock
  store.transaction(() => {
    for (const row of due()) {
      const shipment = shipments.find(store, String(row['id']));
      if (shipment) followShipment(store, advance(store, shipment));
    }
  });
}
