import { z } from 'zod';

/** How streams of order progress are kept; the environment may say otherwise. */
export const orderEventsSettings = {
  /** How often an order that somebody watches is asked for. */
  ORDER_EVENTS_POLL_MS: milliseconds(20, 600_000, 2_000),
  /** After how long a silent stream says that it lives: more often than proxies on the way cut what is silent. */
  ORDER_EVENTS_HEARTBEAT_MS: milliseconds(20, 600_000, 15_000),
};

function milliseconds(from: number, to: number, byDefault: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of milliseconds')
    .transform(Number)
    .pipe(z.number().min(from, `must be at least ${from}`).max(to, `must be at most ${to}`))
    .default(byDefault);
}
