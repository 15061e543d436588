import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';

/** For so long callers who are busy get to send another request, and to hear that it is the last on its connection. */
const LET_BUSY_CALLERS_HEAR_MS = 100;
const LOOK_FOR_IDLE_MS = 20;

/**
 * Stops a server without breaking what it is doing:
 * - new connections are refused
 * - every answer from now on tells its caller to go elsewhere with the next request (RFC 9112 § 9.6)
 * - connections that are idle after a moment are closed, and others as they fall idle: closed at once, they would meet
 *   requests that are already under way to us
 * - requests in flight have `withinMs` to finish, and whatever is left then is cut
 */
export async function drain(server: Server, withinMs: number): Promise<void> {
  if (!server.listening) return;
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
  // Not that of HTTP, which closes idle connections first.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  let sweep: NodeJS.Timeout | undefined;
  const heard = setTimeout(() => {
    server.closeIdleConnections();
    // A kept-alive connection falls idle when its answer has been sent, and would then be kept for the next request.
    sweep = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  }, LET_BUSY_CALLERS_HEAR_MS);
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearTimeout(heard);
  clearInterval(sweep);
  clearTimeout(cut);
}
