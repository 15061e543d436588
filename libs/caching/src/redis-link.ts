import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { connectFailFast } from './connect-redis.js';
import { RedisGate } from './redis-gate.js';

/** Told when Redis is lost and when it is back. */
export interface RedisWatcher {
  redisLost?(): void;
  redisBack?(): void;
}

/** The one connection to Redis for commands, and the gate before it. */
export class RedisLink {
  readonly client: Redis;
  readonly gate: RedisGate;
  #recovered: () => void = () => undefined;

  constructor(
    readonly url: string,
    timeoutMs: number,
    watcher: RedisWatcher = {},
  ) {
    this.client = connectFailFast(url);
    this.gate = new RedisGate(timeoutMs, {
      probe: () => this.client.ping(),
      lost: () => watcher.redisLost?.(),
      recovered: () => {
        this.#recovered();
        watcher.redisBack?.();
      },
    });
  }

  onRecovery(recovered: () => void): void {
    this.#recovered = recovered;
  }

  /** Waits until commands are taken, for at most `withinMs`. */
  async ready(withinMs: number): Promise<void> {
    if (this.client.status === 'ready') return;
    await once(this.client, 'ready', { signal: AbortSignal.timeout(withinMs) }).catch(() => undefined);
  }

  close(): void {
    this.gate.close();
    this.client.disconnect();
  }
}
