import { STATUS_CODES } from 'node:http';

/** An answer other than success, thrown anywhere below the server, which writes it as problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly detail: string,
    /** The header, query parameter or path into the body that is at fault. */
    readonly field?: string,
  ) {
    super(detail);
  }
}

export const notFound = (what: string) => new Problem(404, `there is no such ${what}`);

export const badInput = (field: string, detail: string) => new Problem(400, `${field} ${detail}`, field);

/** What is written to the wire: a status and text, which is JSON unless its headers say otherwise. */
export interface Outcome {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function outcomeOf({ status, detail, field }: Problem): Outcome {
  const title = STATUS_CODES[status] ?? 'Error';
  return { status, text: JSON.stringify({ type: 'about:blank', title, status, detail, field }) };
}
