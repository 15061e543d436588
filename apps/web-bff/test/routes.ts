import type { RunningGateway } from '@frontdesk/gateway';
import type { Route } from '@frontdesk/testing';

/** What a segment that a caller chooses is filled with, unless a test chooses. */
const SOME_ID = 'x1';

export const nameOf = ({ method, template }: Route) => `${method} ${template}`;

/** An address that the route answers at, with every segment that a caller chooses filled with `id`. */
export function addressOf({ template }: Route, id = SOME_ID): string {
  return template.replace(/:[^/]+|\*/g, () => id);
}

/** Asks a route with a body where its method has one; tells the headers of event streams without waiting for their end. */
export async function askRoute(
  gateway: Pick<RunningGateway, 'url'>,
  route: Route,
  headers: Record<string, string> = {},
  address = addressOf(route),
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const { method } = route;
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  const leaving = new AbortController();
  const answer = await fetch(gateway.url + address, {
    method,
    redirect: 'manual',
    signal: leaving.signal,
    headers: hasBody ? { 'content-type': 'application/json', ...headers } : headers,
    ...(hasBody ? { body: '{}' } : {}),
  });
  const streams = answer.headers.get('content-type')?.startsWith('text/event-stream');
  const text = streams ? '' : await answer.text();
  if (streams) leaving.abort();
  return { status: answer.status, headers: answer.headers, text };
}
