import createClient, { type Client } from 'openapi-fetch';
import { answerWithProblems } from './answer-with-problems.js';
import type { paths } from './generated/web-bff.js';

/** A method for each HTTP method, typed by what web-bff's OpenAPI document says of the path. */
export type WebClient = Pick<Client<paths>, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;

export interface WebClientOptions {
  /** Where web-bff is; the page's own origin, by default. */
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Told of every call that was refused because nobody is logged in any more; not of `/bff/user`, which asks just that. */
  readonly onUnauthenticated?: () => void;
}

/** A client of web-bff for pages that it serves: a call yields `data` or, refused for whatever reason, `error`, a problem. */
export function webClient({ baseUrl, fetch, onUnauthenticated }: WebClientOptions = {}): WebClient {
  const client = createClient<paths>({
    baseUrl,
    fetch,
    credentials: 'same-origin',
    // Asked for by every route that needs a session: other sites cannot send it.
    headers: { 'X-CSRF': '1' },
  });
  client.use(answerWithProblems(onUnauthenticated));
  return client;
}
