import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { ShapedLane } from './shaped-lane.js';

export interface Shape {
  readonly roundTripMs: number;
  readonly bitsPerSecond: number;
}

/**
 * The network between a phone and all that it calls: each direction has one rate, shared by all connections, and a new
 * connection takes a round trip before its first byte. It spares connections the slow start that TCP has, and packets
 * their headers, which is in favour of who asks often and is sent much.
 */
export class ShapedLink implements AsyncDisposable {
  readonly up: ShapedLane;
  readonly down: ShapedLane;
  /** Connections that were opened so far. */
  opened = 0;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor({ roundTripMs, bitsPerSecond }: Shape) {
    this.up = new ShapedLane(roundTripMs / 2, bitsPerSecond / 1_000);
    this.down = new ShapedLane(roundTripMs / 2, bitsPerSecond / 1_000);
  }

  /** Where the phone reaches this server through the link. */
  async to(url: string): Promise<string> {
    const { hostname, port } = new URL(url);
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (phone) => {
      const options = { host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true };
      this.#join(phone, connect(options));
    });
    this.#servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const lane of [this.up, this.down]) lane.close();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((closed) => server.close(closed))));
  }

  #join(phone: Socket, server: Socket): void {
    this.opened += 1;
    for (const socket of [phone, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    }
    pass(server, phone, this.down);
    this.up.carry(0, () => this.down.carry(0, () => pass(phone, server, this.up)));
  }
}

function pass(from: Socket, to: Socket, lane: ShapedLane): void {
  from.on('data', (chunk) => lane.carry(chunk.length, () => to.write(chunk)));
  from.on('end', () => lane.carry(0, () => to.end()));
  from.on('close', (broken) => broken && lane.carry(0, () => to.destroy()));
}
