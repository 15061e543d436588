import { EventReader } from './event-reader.js';
import type { Stand } from './stand.js';

/** Settings under which progress is seen at once, however many ask. */
export const QUICK = { ORDER_EVENTS_POLL_MS: '50', RATE_LIMIT: '100000/60s' };

const open: AbortController[] = [];

/** Leaves all streams that a test opened; to be called after each. */
export function leaveAll(): void {
  for (const stream of open.splice(0)) stream.abort();
}

/** What aborts when the test is over, or when the caller leaves. */
export function leaving(): AbortController {
  const controller = new AbortController();
  open.push(controller);
  return controller;
}

/** Asks for the events of an order. */
export async function listen(
  stand: Stand,
  orderId: string,
  subject: string,
  headers: Record<string, string> = {},
) {
  const caller = leaving();
  const init = { headers: { accept: 'text/event-stream', ...headers }, signal: caller.signal };
  const answer = await stand.ask(`/api/orders/${orderId}/events`, subject, init);
  return { answer, leave: () => caller.abort() };
}

/** Reads the events of an order, which have to be there. */
export async function streamOf(...args: Parameters<typeof listen>) {
  const { answer, leave } = await listen(...args);
  expect(answer.status).toBe(200);
  return Object.assign(new EventReader(answer), { leave });
}
