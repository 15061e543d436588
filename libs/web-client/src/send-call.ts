import {
  addressOf,
  type AnyProblem,
  type Parameters,
  problem,
  readAnswer,
} from '@frontdesk/generated-client';

export interface Given {
  readonly params?: Parameters & { readonly header?: Readonly<Record<string, string>> };
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** How calls are sent. */
export interface Sending {
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly onUnauthenticated: () => void;
}

export interface Received {
  readonly data?: unknown;
  readonly error?: AnyProblem;
  readonly response: Response;
}

const UNREACHABLE = 503;

/** Sends one call and reads its answer; throws only where its caller took it back. */
export async function sendCall(
  { method, path, params = {}, body, signal }: Given & { readonly method: string; readonly path: string },
  { baseUrl, fetch, onUnauthenticated }: Sending,
): Promise<Received> {
  const request = new Request(baseUrl + addressOf(path, params), {
    method,
    credentials: 'same-origin',
    headers: {
      // Asked for by every route that needs a session: other sites cannot send it.
      'X-CSRF': '1',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...params.header,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
  try {
    const response = await fetch(request);
    if (response.status === 401 && path !== '/bff/user') onUnauthenticated();
    return { ...(await readAnswer(response)), response };
  } catch (error) {
    if (signal?.aborted) throw error;
    const nobody = problem(UNREACHABLE, 'The shop cannot be reached');
    return { error: nobody, response: Response.json(nobody, { status: UNREACHABLE }) };
  }
}
