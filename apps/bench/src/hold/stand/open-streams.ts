import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Ask } from '../load/send-steadily.js';

const AT_ONCE = 50;
const OPEN_WITHIN_MS = 10_000;

/** Callers who listen to event streams. */
export interface Streams {
  /** How many were let in and hear still. */
  open(): number;
  close(): void;
}

/** Opens event streams, some at a time, each on a connection of its own; resolves once all were answered. */
export async function openStreams(
  count: number,
  ask: (n: number) => Ask,
  signal: AbortSignal,
): Promise<Streams> {
  const sockets: Socket[] = [];
  const listening = new Set<Socket>();
  const within = AbortSignal.any([signal, AbortSignal.timeout(OPEN_WITHIN_MS)]);
  for (let first = 0; first < count; first += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, n) => open(ask(first + n)));
    sockets.push(...some);
    await Promise.all(some.map((socket) => answered(socket, listening, within)));
  }
  return {
    open: () => listening.size,
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}

function open({ url, path, headers = {} }: Ask): Socket {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  // Closed with the answer, so that a stream that ends is seen to have ended.
  const all = { host, accept: 'text/event-stream', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return socket;
}

async function answered(socket: Socket, listening: Set<Socket>, signal: AbortSignal): Promise<void> {
  const first = await Promise.race([
    once(socket, 'data', { signal }),
    once(socket, 'close', { signal }).then(() => ['']),
  ]);
  if (!String(first[0]).startsWith('HTTP/1.1 200 ')) return;
  listening.add(socket);
  // What comes is read and let go: a stream whose reader stalls would be cut.
  socket.on('close', () => listening.delete(socket)).resume();
}
