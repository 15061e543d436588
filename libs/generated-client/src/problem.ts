/** What every gateway refuses with (RFC 9457). */
export interface AnyProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
}

/** A problem that nobody sent. */
export function problem(status: number, title: string): AnyProblem {
  return { type: 'about:blank', title, status, detail: title };
}
