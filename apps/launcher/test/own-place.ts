import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SERVICES } from '../src/services.js';

/** Below the ports that the system gives to connections, and those of `freePort`: nothing takes one of these by chance. */
const [FIRST_PORT, LAST_PORT] = [12_000, 28_000];
const TRIES = 50;
const NEXT_INSTANCE = 100;
const SANDBOX = 1_000;

/** Settings that give a whole system ports and folders of its own, beside whatever else runs on the machine. */
export async function ownPlace(folder: string): Promise<Record<string, string>> {
  const names = [
    ...['WEB_BFF', 'MOBILE_BFF', 'PARTNER_GATEWAY', 'CHECKOUT'].flatMap((name) => [
      `${name}_PORT`,
      `${name}_MANAGEMENT_PORT`,
    ]),
    'IDENTITY_PORT',
    ...SERVICES.map(({ name }) => `SHOP_${name.toUpperCase()}_PORT`),
  ];
  const ports = await freePorts(names.length);
  return {
    ...Object.fromEntries(names.map((name, position) => [name, String(ports[position])])),
    SHOP_DATA_DIR: join(folder, 'shop'),
    IDENTITY_DATA_DIR: join(folder, 'identity'),
    CHECKOUT_DATA_DIR: join(folder, 'checkout'),
    PARTNER_DATA_DIR: join(folder, 'partner-gateway'),
    SANDBOX_DATA_DIR: join(folder, 'sandbox'),
    // What is there for tests of databases is not for a system that is merely started.
    CHECKOUT_DATABASE_URL: '',
    PARTNER_GATEWAY_DATABASE_URL: '',
    LAUNCHER_LOG_DIR: join(folder, 'logs'),
  };
}

/** Ports in a row, below those that the system gives to connections, with room for a second instance of each and for a sandbox. */
async function freePorts(count: number): Promise<number[]> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const begin = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    const ports = Array.from({ length: count }, (_, position) => begin + position);
    const offsets = [0, NEXT_INSTANCE, SANDBOX];
    const free = await Promise.all(offsets.flatMap((offset) => ports.map((port) => isFree(port + offset))));
    if (free.every(Boolean)) return ports;
  }
  throw new Error(`no ${count} free ports in a row`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
