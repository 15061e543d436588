import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An answer by what it weighs. */
export interface Weighed {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** What comes back as it is on the wire: `fetch` would undo its coding, and tell nothing of the headers' bytes. */
export async function weigh(url: string, headers: Record<string, string> = {}): Promise<Weighed> {
  const asked = request(url, { headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = await buffer(answer);
  const status = answer.statusCode ?? 0;
  return { status, headers: answer.headers, headBytes: headBytesOf(answer), bodyBytes: body.length };
}

/** The status line, each header with its colon, space and line end, and the empty line. */
function headBytesOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): number {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return Buffer.byteLength(`${lines.join('\r\n')}\r\n\r\n`);
}
