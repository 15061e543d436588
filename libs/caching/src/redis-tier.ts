import type { RedisDriver } from 'bentocache/drivers/redis';
import type { RedisGate } from './redis-gate.js';

/** bentocache's tier in Redis, with every command behind the gate that all work on Redis shares. */
export class RedisTier {
  readonly type = 'l2' as const;

  constructor(
    private readonly driver: RedisDriver,
    private readonly gate: RedisGate,
  ) {}

  get(key: string): Promise<string | undefined> {
    return this.gate.run(() => this.driver.get(key));
  }

  pull(key: string): Promise<string | undefined> {
    return this.gate.run(() => this.driver.pull(key));
  }

  set(key: string, value: string, ttl?: number): Promise<boolean> {
    return this.gate.run(() => this.driver.set(key, value, ttl));
  }

  delete(key: string): Promise<boolean> {
    return this.gate.run(() => this.driver.delete(key));
  }

  deleteMany(keys: string[]): Promise<boolean> {
    return this.gate.run(() => this.driver.deleteMany(keys));
  }

  clear(): Promise<void> {
    return this.gate.run(() => this.driver.clear());
  }

  namespace(name: string): RedisTier {
    return new RedisTier(this.driver.namespace(name), this.gate);
  }

  async disconnect(): Promise<void> {
    await this.driver.disconnect();
  }
}
