/** One prefix of a gateway that is passed through to an upstream. */
export interface PassThrough {
  /** Where callers find it, such as `/v1/notifications/:id/read`; what follows it is kept. */
  readonly prefix: string;
  /** Where the upstream has it; the same `:names` stand for the same segments. */
  readonly rewrite: string;
  readonly methods: readonly string[];
  /** The query names that may pass; undeclared: the whole query does. */
  readonly query?: readonly string[];
  /** The fields of a JSON body that may pass; undeclared: the body is streamed as it comes. */
  readonly body?: readonly string[];
  /** Makes the public answer of the upstream's JSON; undeclared: the answer is streamed as it comes. */
  readonly answer?: (json: unknown) => unknown;
}
