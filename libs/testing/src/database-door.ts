import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a PostgreSQL server that can be closed, as if the server were gone, opened again, or lose what it has connected. */
export class DatabaseDoor implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async to(databaseUrl: string): Promise<DatabaseDoor> {
    const behind = new URL(databaseUrl);
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const url = new URL(databaseUrl);
    [url.hostname, url.port] = ['127.0.0.1', String(port)];
    const door = new DatabaseDoor(url.href, server, port);
    server.on('connection', (socket) => {
      const other = connect(Number(behind.port || 5432), behind.hostname);
      for (const each of [socket, other]) {
        door.#sockets.add(each);
        each.on('error', () => undefined).on('close', () => door.#sockets.delete(each));
      }
      socket.pipe(other).pipe(socket);
    });
    return door;
  }

  /** Breaks what is connected, and refuses what comes. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Passes nothing on any more over what is connected, and breaks nothing: as where a network forgets its connections. */
  lose(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  async open(): Promise<void> {
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.server.listening) await this.close();
  }
}
