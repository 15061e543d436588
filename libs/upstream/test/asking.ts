import { type Clock, Deadline, type Principal, RequestContext, traceFrom } from '@frontdesk/request-context';
import { path, readJson, type UpstreamCall, type UpstreamDeclaration, Upstreams } from '../src/index.js';

interface Asker {
  deadlineMs?: number;
  signal?: AbortSignal;
  principal?: Principal;
  bearerToken?: string;
  clock?: Clock;
}

/** A request's context, of a caller with a second to spare unless told. */
export function aContext({
  deadlineMs = 1_000,
  signal,
  principal,
  bearerToken,
  clock,
}: Asker = {}): RequestContext {
  const trace = traceFrom(undefined, (digits) => 'a'.repeat(digits));
  const context = new RequestContext(
    'request-1',
    trace,
    Deadline.in(deadlineMs, clock),
    signal ?? new AbortController().signal,
  );
  if (principal) context.authenticated(principal, bearerToken);
  return context;
}

export function aUser(id: string): Principal {
  return { kind: 'user', id, scopes: new Set() };
}

/** `GET /things/:id`, read as JSON. */
export function aGet(more: Partial<UpstreamCall<unknown>> = {}): UpstreamCall<unknown> {
  return { method: 'GET', path: path`/things/${1}`, route: 'GET /things/:id', read: readJson, ...more };
}

/** `POST /things`, a command. */
export function aPost(
  body: unknown = { a: 1 },
  more: Partial<UpstreamCall<unknown>> = {},
): UpstreamCall<unknown> {
  return { method: 'POST', path: path`/things`, route: 'POST /things', body, read: readJson, ...more };
}

type Options = Partial<ConstructorParameters<typeof Upstreams>[1]>;

/** One upstream named `things`, at one or more servers. */
export function things(
  servers: { url: string } | readonly { url: string }[],
  declared: Partial<UpstreamDeclaration> = {},
  options: Options = {},
) {
  const url = [servers]
    .flat()
    .map((server) => server.url)
    .join(',');
  const upstreams = new Upstreams({ things: { url, ...declared } }, { env: {}, ...options });
  const upstream = upstreams.get('things');
  return {
    upstream,
    upstreams,
    ask: (call: UpstreamCall<unknown> = aGet(), context = aContext()) => upstream.call(call, context),
    [Symbol.asyncDispose]: () => upstreams.close(),
  };
}

/** How a promise ended: the error, or nothing. */
export function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  );
}
