import type { Server } from 'node:http';

const LOOK_FOR_IDLE_MS = 20;

/**
 * Stops a server without breaking what it is doing: new connections are refused, requests in flight have
 * `withinMs` to finish, connections are closed as they fall idle, and whatever is left then is cut.
 */
export async function drain(server: Server, withinMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A busy connection never falls idle: its caller is told to go elsewhere with the next request (RFC 9112 § 9.6).
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
  // A kept-alive connection falls idle when its answer has been sent, and would then be kept for the next request.
  const sweep = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
