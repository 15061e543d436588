import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The way from a gateway to its Redis, which a test can break at a command, or hold up. */
export class TestLink implements AsyncDisposable {
  /** What breaks the connection when a command holds it; undefined breaks none. */
  breaksAt: RegExp | undefined;
  readonly #server: Server;
  readonly #sockets: Socket[] = [];
  #held: (() => void)[] | undefined;

  private constructor(private readonly redis: URL) {
    this.#server = createServer((gateway) => this.#join(gateway));
  }

  static async to(redisUrl: string): Promise<TestLink> {
    const link = new TestLink(new URL(redisUrl));
    await once(link.#server.listen(0, '127.0.0.1'), 'listening');
    return link;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on the gateway hears nothing of what Redis answers. */
  hold(): void {
    this.#held = [];
  }

  /** Lets the gateway hear all at once. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const socket of this.#sockets) socket.cork();
    for (const answer of held) answer();
    for (const socket of this.#sockets) socket.uncork();
  }

  #join(gateway: Socket): void {
    const redis = connect(Number(this.redis.port), this.redis.hostname);
    this.#sockets.push(gateway, redis);
    gateway.on('data', (commands: Buffer) => {
      if (this.breaksAt?.test(commands.toString('latin1'))) gateway.destroy();
      else redis.write(commands);
    });
    redis.on('data', (answers: Buffer) => {
      if (this.#held) this.#held.push(() => gateway.write(answers));
      else gateway.write(answers);
    });
    for (const [one, other] of [
      [gateway, redis],
      [redis, gateway],
    ] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy());
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
