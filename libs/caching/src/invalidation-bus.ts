import type { Redis } from 'ioredis';
import type { RedisGate } from './redis-gate.js';

type Handler = (message: never) => void;

interface Connections {
  /** Publishes; fails fast. */
  readonly publisher: Redis;
  /** Listens; patient, and on nothing else, as Redis wants it. */
  readonly subscriber: Redis;
  readonly gate: RedisGate;
}

/**
 * bentocache's bus between processes. Its own gives both connections the same options: with patient ones a purge hangs
 * while Redis is gone, with hasty ones the subscription fails, unhandled, and ends the process.
 */
export class InvalidationBus {
  #id = '';

  constructor(
    private readonly connections: Connections,
    private readonly missedMessages: () => void,
  ) {}

  setId(id: string): this {
    this.#id = id;
    return this;
  }

  async publish(channel: string, payload: unknown): Promise<void> {
    const message = JSON.stringify({ from: this.#id, payload });
    await this.connections.gate.run(() => this.connections.publisher.publish(channel, message));
  }

  async subscribe(channel: string, handler: Handler): Promise<void> {
    const { subscriber } = this.connections;
    subscriber.on('message', (from: string, text: string) => {
      if (from !== channel) return;
      const message = messageOf(text);
      // Thrown here, it would end the process. It may have been a purge in another version's words.
      if (!message) this.missedMessages();
      else if (message.from !== this.#id) handler(message.payload as never);
    });
    let lost = false;
    subscriber.on('close', () => (lost = true));
    subscriber.on('ready', () => {
      // Only once the subscription stands again: a purge until then would be missed as well.
      if (lost) void subscriber.subscribe(channel).then(this.missedMessages, () => undefined);
      lost = false;
    });
    await subscriber.subscribe(channel).catch(() => undefined);
  }

  async unsubscribe(channel: string): Promise<void> {
    await this.connections.subscriber.unsubscribe(channel);
  }

  onReconnect(): void {
    // bentocache would send again what it could not send; the gate's recovery does that, with what it knows of purges.
  }

  async disconnect(): Promise<void> {
    this.connections.subscriber.disconnect();
  }
}

interface Message {
  readonly from: string;
  readonly payload: { readonly keys: readonly string[] };
}

/** What another process sent; undefined for what is no message of ours. */
function messageOf(text: string): Message | undefined {
  let message: Partial<Message> | null;
  try {
    message = JSON.parse(text) as Partial<Message> | null;
  } catch {
    return undefined;
  }
  const isOurs = typeof message?.from === 'string' && Array.isArray(message.payload?.keys);
  return isOurs ? (message as Message) : undefined;
}
