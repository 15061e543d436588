import type { Readable } from 'node:stream';

/** What is sent to the caller, as it is. */
export interface PassedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Readable | Buffer;
}
