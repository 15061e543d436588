import { type FakeUpstream, fakeUpstream } from '@frontdesk/testing';

/** What of a request is its sender's alone, and not the next one's. */
const OWN_HEADERS = ['connection', 'content-length', 'host', 'transfer-encoding'];

/** A network between a phone and a gateway that brings every request there, and loses the first answers on the way back. */
export function losingNetwork(url: string, answers: number): Promise<FakeUpstream> {
  let left = answers;
  return fakeUpstream(async ({ method, url: path, headers, body }, response) => {
    const kept = Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name));
    const answer = await fetch(url + path, {
      method,
      headers: kept as [string, string][],
      body: body === '' ? undefined : body,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    left -= 1;
    if (left >= 0) return void response.destroy();
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      .end(bytes);
  });
}
