const FETCH_TIMEOUT_MS = 5_000;
/** A key set is a few kilobytes; what is far beyond is none. */
const MAX_DOCUMENT_BYTES = 256 * 1024;

/** A small JSON document from the identity provider; throws unless it is a 200 without redirects, within 5 s. */
export async function fetchJson(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`${url} answers ${answer.status}`);
  }
  const document: unknown = JSON.parse(await readCapped(answer, url));
  if (typeof document !== 'object' || document === null) throw new Error(`${url} is no JSON object`);
  return document as Record<string, unknown>;
}

async function readCapped(answer: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_DOCUMENT_BYTES) throw new Error(`${url} is larger than ${MAX_DOCUMENT_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
