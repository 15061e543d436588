import { type AnyProblem, problem } from './problem.js';

const NOT_UNDERSTOOD = 502;

/**
 * Reads what came:
 * - data, or nothing, where the call was not refused
 * - the problem that the gateway sends where it was
 * - a problem of ours for whatever somebody in between sends, such as a proxy's page or a network's log-in
 */
export async function readAnswer(response: Response): Promise<{ data?: unknown; error?: AnyProblem }> {
  const { ok, status, statusText } = response;
  const type = response.headers.get('content-type') ?? '';
  if (ok) {
    if (type.startsWith('application/json')) return { data: await response.json() };
    return type ? { error: problem(NOT_UNDERSTOOD, 'Somebody else answered') } : {};
  }
  if (type.startsWith('application/problem+json')) return { error: (await response.json()) as AnyProblem };
  return { error: problem(status, statusText || 'The call was refused') };
}
