import { readAnswer } from '@frontdesk/generated-client';
import type { StoredAnswer } from '../answers/answer-store.js';
import type { Call, Parts, Reply } from '../call.js';

const NOT_MODIFIED = 304;
/** The most that the gateway reads. */
const MOST_PATIENCE_MS = 999_999_999;

/** Asks the gateway, and lets it leave out what the store has. */
export async function ask(call: Call, { clock, fetch, store, networkMs }: Parts): Promise<Reply> {
  const stored = call.method === 'GET' ? await storedAnswer(call, store) : undefined;
  const leftMs = Math.floor(call.endsAtMs - clock.now() - networkMs);
  const response = await fetch(call.address, {
    method: call.method,
    headers: {
      ...call.headers,
      // So that the gateway answers with what it has while somebody still waits.
      'X-Request-Timeout-Ms': String(Math.min(Math.max(1, leftMs), MOST_PATIENCE_MS)),
      ...(stored && { 'If-None-Match': stored.etag }),
    },
    body: call.body,
    signal: call.signal,
    // A gateway sends nobody elsewhere; a network that does is no gateway, and gets no token.
    redirect: 'error',
  });
  if (response.status === NOT_MODIFIED && stored) return { data: stored.data, response };
  const etag = call.method === 'GET' && isStorable(response) ? response.headers.get('etag') : null;
  const copy = etag === null ? undefined : response.clone();
  const answer = await readAnswer(response);
  if (etag !== null && copy && !answer.error) {
    const body = await copy.text();
    await passOver(() => store.set(call.address, { etag, body }));
  }
  return { ...answer, response };
}

function isStorable({ status, headers }: Response): boolean {
  return status === 200 && !/\bno-store\b/.test(headers.get('cache-control') ?? '');
}

async function storedAnswer(
  { address }: Call,
  store: Parts['store'],
): Promise<{ etag: string; data: unknown } | undefined> {
  return passOver(async () => {
    const stored: StoredAnswer | undefined = await store.get(address);
    return stored && { etag: stored.etag, data: JSON.parse(stored.body) as unknown };
  });
}

/** A store is a help: what it fails at is done without it. */
async function passOver<T>(use: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await use();
  } catch {
    return undefined;
  }
}
