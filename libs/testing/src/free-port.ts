import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to connections that go out (Linux: from 32,768), of which one might take it first. */
const FIRST = 29_500;
const PORTS_OF_A_WORKER = 250;
const MOST_WORKERS = 12;

let next = Math.floor(Math.random() * PORTS_OF_A_WORKER);

/** A port on which nothing listens now, and which no other worker of Jest is given. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % MOST_WORKERS;
  for (let tried = 0; tried < PORTS_OF_A_WORKER; tried += 1) {
    const port = FIRST + worker * PORTS_OF_A_WORKER + (next++ % PORTS_OF_A_WORKER);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port is free for worker ${worker}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
