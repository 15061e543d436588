import type { IncomingMessage } from 'node:http';
import { CallerGone } from '@frontdesk/request-context';
import { RefusedRequest } from './refused-request.js';

/** Reads a body up to a limit; stops reading, rather than counts, what goes beyond it. */
export function readBody(payload: IncomingMessage, limitBytes: number): Promise<string> {
  const tooLarge = () => new RefusedRequest('BODY_TOO_LARGE', `a body may have ${limitBytes} bytes`);
  if (Number(payload.headers['content-length'] ?? 0) > limitBytes) return Promise.reject(tooLarge());

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    const take = (chunk: Buffer) => {
      received += chunk.length;
      if (received <= limitBytes) return chunks.push(chunk);
      payload.off('data', take).pause();
      return reject(tooLarge());
    };
    payload.on('data', take);
    payload.once('end', () => resolve(Buffer.concat(chunks, received).toString()));
    payload.once('error', () => reject(new CallerGone()));
  });
}
