import type { Method } from '@frontdesk/generated-client';
import type { Call } from './routes.js';
import { type Given, type Sending, sendCall } from './send-call.js';

/** A method for each HTTP method, typed by what web-bff's OpenAPI document says of the path. */
export type WebClient = { readonly [M in Method]: Call<M> };

export interface WebClientOptions {
  /** Where web-bff is; the page's own origin, by default. */
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Told of every call that was refused because nobody is logged in any more; not of `/bff/user`, which asks just that. */
  readonly onUnauthenticated?: () => void;
}

/** A client of web-bff for pages that it serves: a call yields `data` or, refused for whatever reason, `error`, a problem. */
export function webClient(options: WebClientOptions = {}): WebClient {
  const sending: Sending = {
    baseUrl: options.baseUrl ?? '',
    // Called with no object before the dot, as browsers want it.
    fetch: options.fetch ?? ((request) => fetch(request)),
    onUnauthenticated: options.onUnauthenticated ?? (() => undefined),
  };
  const call = (method: Method) => (path: string, given?: Given) =>
    sendCall({ method, path, ...given }, sending);
  const client = {
    GET: call('GET'),
    POST: call('POST'),
    PUT: call('PUT'),
    PATCH: call('PATCH'),
    DELETE: call('DELETE'),
  };
  // What the types promise of each path is web-bff's to keep: it is made of its own document.
  return client as unknown as WebClient;
}
