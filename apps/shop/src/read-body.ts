import type { IncomingMessage } from 'node:http';
import { badInput, Problem } from './problem.js';

const MAX_BODY_BYTES = 1_048_576;

/** The request's body as text; over 1 MB is a 413, once the rest has gone by, so that the caller gets to read it. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw new Problem(413, `a body has at most ${MAX_BODY_BYTES} bytes`, 'body');
  return Buffer.concat(chunks).toString();
}

/** The body as JSON; none at all is undefined. */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badInput('body', 'is not JSON');
  }
}
