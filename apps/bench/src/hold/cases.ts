import { callerGone } from './cases/caller-gone.js';
import { eventStreams } from './cases/event-streams.js';
import { gracefulShutdown } from './cases/graceful-shutdown.js';
import { homeWithoutOrders } from './cases/home-without-orders.js';
import { instanceStopped } from './cases/instance-stopped.js';
import { localRefusals } from './cases/local-refusals.js';
import { memory } from './cases/memory.js';
import { neighbourHangs } from './cases/neighbour-hangs.js';
import { redisOutage } from './cases/redis-outage.js';
import { sessionsOutage } from './cases/sessions-outage.js';
import type { HoldCase } from './hold-case.js';

/** Everything that is tried, in this order. */
export const cases: readonly HoldCase[] = [
  instanceStopped,
  localRefusals,
  neighbourHangs,
  redisOutage,
  sessionsOutage,
  homeWithoutOrders,
  callerGone,
  eventStreams,
  gracefulShutdown,
  memory,
];
