import type { Middleware } from 'openapi-fetch';
import type { Problem } from './generated/web-bff.js';

const UNREACHABLE = 503;
const NOT_UNDERSTOOD = 502;
const JSON_TYPE = /^application\/(problem\+)?json\b/;

/**
 * Makes a problem of every refusal, so that callers need to know one form:
 * - an answer of somebody between the browser and web-bff, such as a proxy's page or a network's log-in
 * - no answer at all; a call that was taken back still throws the `AbortError`
 */
export function answerWithProblems(onUnauthenticated?: () => void): Middleware {
  return {
    onResponse({ response, schemaPath }) {
      const { ok, status, statusText, headers } = response;
      if (status === 401 && schemaPath !== '/bff/user') onUnauthenticated?.();
      const type = headers.get('content-type');
      if (ok)
        return !type || JSON_TYPE.test(type) ? undefined : refusal(NOT_UNDERSTOOD, 'Not the shop answered');
      if (type?.startsWith('application/problem+json')) return undefined;
      return refusal(status, statusText || 'The call was refused', headers);
    },
    onError({ request }) {
      return request.signal.aborted ? undefined : refusal(UNREACHABLE, 'The shop cannot be reached');
    },
  };
}

/** A response of ours in place of another's; what the other said in headers stays, such as when to try again. */
function refusal(status: number, title: string, said?: Headers): Response {
  const problem: Problem = { type: 'about:blank', title, status, detail: title };
  const headers = new Headers(said);
  headers.delete('content-length');
  headers.set('content-type', 'application/problem+json');
  return Response.json(problem, { status, headers });
}
