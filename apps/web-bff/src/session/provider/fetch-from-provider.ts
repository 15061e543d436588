import type { CustomFetchOptions } from 'openid-client';
import { ProviderUnavailable } from './provider-unavailable.js';

/** What providers send is a few kilobytes; what is far beyond is no answer. */
const MAX_ANSWER_BYTES = 256 * 1_024;
const TOO_MANY = 429;

/** Thrown where the provider answers more than anybody would. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** `fetch`, except that an answer is bounded, and that no answer, a 429 and a 5xx are `ProviderUnavailable`. */
export async function fetchFromProvider(url: string, options: CustomFetchOptions): Promise<Response> {
  let answer: Response;
  let body: Uint8Array<ArrayBuffer>;
  try {
    answer = await fetch(url, options as RequestInit);
    body = await readBounded(answer);
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error;
    throw new ProviderUnavailable('the identity provider does not answer', { cause: error });
  }
  const { status, headers } = answer;
  if (status >= 500 || status === TOO_MANY)
    throw new ProviderUnavailable(`the identity provider answers ${status}`);
  return new Response(body.length > 0 ? body : null, { status, headers });
}

async function readBounded(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new AnswerTooLarge('the identity provider answers too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
