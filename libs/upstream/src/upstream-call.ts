import type { Readable } from 'node:stream';
import type { Path } from './path.js';

/** What may be sent; an `undefined` value is left out, an array repeats the name. */
export type Query = Readonly<
  Record<string, string | number | boolean | undefined | readonly (string | number)[]>
>;

/** One operation of an upstream, as a typed client asks for it. */
export interface UpstreamCall<T> {
  readonly method: string;
  readonly path: Path;
  /** The operation's name in metrics, such as `GET /orders/:id`. */
  readonly route: string;
  readonly query?: Query;
  /** A JSON value, bytes as they are, or a stream; a stream that was touched is never sent again. */
  readonly body?: unknown;
  /** The length of a streamed body, where it is known. */
  readonly bodyBytes?: number;
  /** Headers of this operation alone, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string;
  /** Whether doing it twice is as good as once; by default its method decides (RFC 9110, section 9.2.2). */
  readonly idempotent?: boolean;
  /** `false` sends no identity though the policy would. */
  readonly identity?: false;
  /** Turns the answer into a value; retry, breaker and deadline cover it. */
  read(answer: UpstreamAnswer): Promise<T>;
  /** Which statuses `read` is given; by default 200 to 299. Others become an `UpstreamError`. */
  accepts?(status: number): boolean;
  /** Makes the error for a status that is not accepted; by default its body is dropped. */
  refuse?(answer: UpstreamAnswer): Promise<Error>;
  readonly maxAnswerBytes?: number;
}

/** What an upstream answered; its body is taken once, as bytes or as a stream. */
export interface UpstreamAnswer {
  readonly upstream: string;
  /** The instance that answered, as `host:port`. */
  readonly instance: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it comes, still encoded; backpressure reaches the upstream. */
  readonly body: Readable;
  /** The body as it came, still encoded, where all of it is there already: a stream for it would only cost. */
  takeArrived(): Buffer | undefined;
  /** The whole body, decompressed; throws `too-large` past the cap, before and after decompression. */
  bytes(): Promise<Buffer>;
}
