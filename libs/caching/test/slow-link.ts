import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

interface SlowLink extends AsyncDisposable {
  readonly port: number;
  delayMs: number;
  /** Breaks all connections; new ones are accepted. */
  cut(): void;
}

/** A way to a server on which every answer takes `delayMs` longer, and which can be cut. */
export async function slowLink(port: number): Promise<SlowLink> {
  const sockets = new Set<Socket>();
  const server = createServer((caller) => {
    const callee = connect(port, '127.0.0.1');
    for (const socket of [caller, callee]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => (caller.destroy(), callee.destroy()));
    }
    caller.pipe(callee);
    callee.on('data', (bytes) => setTimeout(() => caller.write(bytes), link.delayMs));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const link: SlowLink = {
    port: (server.address() as AddressInfo).port,
    delayMs: 0,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      this.cut();
      server.close();
      await once(server, 'close');
    },
  };
  return link;
}
