import { Redis } from 'ioredis';

const LONGEST_RECONNECT_PAUSE_MS = 500;
const RECONNECT_STEP_MS = 50;
/**
 * Who only listens learns by the kernel's probes alone that the way was cut without a word. Unless told they begin after
 * two hours of silence; some networks forget a silent connection within minutes.
 */
const PROBED_AFTER_MS = 10_000;

function pauseBeforeReconnect(attempt: number): number {
  return Math.min(attempt * RECONNECT_STEP_MS, LONGEST_RECONNECT_PAUSE_MS);
}

/** A connection whose commands fail at once while Redis is gone; ioredis' defaults would keep callers waiting for it. */
export function connectFailFast(url: string): Redis {
  return quiet(
    new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: pauseBeforeReconnect,
    }),
  );
}

/** A connection for subscribing, which waits for Redis and subscribes again when it is back. */
export function connectPatiently(url: string): Redis {
  return quiet(
    new Redis(url, {
      maxRetriesPerRequest: null,
      keepAlive: PROBED_AFTER_MS,
      retryStrategy: pauseBeforeReconnect,
    }),
  );
}

/** Without a listener ioredis prints every failed reconnect; the commands that fail tell what matters. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}
