import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sayReady } from './say-ready.js';

/** Opens a server on a free loopback port, and says where it is. */
export async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sayReady({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
