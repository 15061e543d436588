import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An upstream in this process, so that it is known at once what happens there. */
export interface SlowUpstream {
  readonly url: string;
  close(): void;
}

/** Starts an upstream that answers as `answer` does. */
export async function slowUpstream(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<SlowUpstream> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
