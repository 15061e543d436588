import type { Middleware } from 'openapi-fetch';
import type { Problem } from './generated/web-bff.js';

const UNREACHABLE = 503;

/**
 * Makes a problem of every refusal, so that callers need to know one form:
 * - an answer of somebody between the browser and web-bff, such as a proxy's page
 * - no answer at all; a call that was taken back still throws the `AbortError`
 */
export function answerWithProblems(onUnauthenticated?: () => void): Middleware {
  return {
    onResponse({ response, schemaPath }) {
      if (response.status === 401 && schemaPath !== '/bff/user') onUnauthenticated?.();
      if (response.ok || isProblem(response)) return undefined;
      return problemResponse(response.status, response.statusText || 'The call was refused');
    },
    onError({ request }) {
      if (request.signal.aborted) return undefined;
      return problemResponse(UNREACHABLE, 'The shop cannot be reached');
    },
  };
}

function isProblem({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') ?? false;
}

function problemResponse(status: number, title: string): Response {
  const problem: Problem = { type: 'about:blank', title, status, detail: title };
  return Response.json(problem, { status, headers: { 'Content-Type': 'application/problem+json' } });
}
