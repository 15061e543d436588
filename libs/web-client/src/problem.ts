import type { Problem } from './generated/web-bff.js';

/** A problem that nobody sent. */
export function problem(status: number, title: string): Problem {
  return { type: 'about:blank', title, status, detail: title };
}
