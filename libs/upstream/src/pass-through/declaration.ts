import type { StandardSchema } from './standard-schema.js';

/** One prefix of a gateway that is passed through to an upstream. */
export interface PassThrough {
  /** Where callers find it, such as `/v1/notifications/:id/read`; what follows it is kept. */
  readonly prefix: string;
  /** Whether it is the prefix alone that passes, and nothing below it. */
  readonly exact?: boolean;
  /** Where the upstream has it; the same `:names` stand for the same segments. */
  readonly rewrite: string;
  /** The methods that may pass, in upper case. */
  readonly methods: readonly string[];
  /** The query names that may pass; undeclared: the whole query does. */
  readonly query?: readonly string[];
  /** What values have to be, of the `:names` and of the query: others are refused before the upstream is asked. */
  readonly values?: {
    readonly path?: Readonly<Record<string, StandardSchema>>;
    readonly query?: Readonly<Record<string, StandardSchema>>;
  };
  /** The fields of a JSON body that may pass; undeclared: the body is streamed as it comes. */
  readonly body?: readonly string[];
  /** What it yields of the upstream's JSON is the answer, and documented; undeclared: the answer is streamed as it comes. */
  readonly answer?: StandardSchema;
  /**
   * Whether a small answer to a GET is sent as a view is, where the upstream gives no ETag: with one, not again to who has
   * it, and in the coding that the caller prefers.
   */
  readonly finished?: boolean;
  /** What is said of a body and an answer that nothing here reads, for those who write callers. */
  readonly documents?: { readonly body?: StandardSchema; readonly answer?: StandardSchema };
}

/** Why a request is not passed through; nothing was asked of the upstream. */
export type RefusalCode =
  | 'not-found'
  | 'method-not-allowed'
  | 'upgrade'
  | 'undeclared-query'
  | 'undeclared-field'
  | 'bad-body'
  | 'unsupported-media-type'
  | 'body-too-large';

/** A request that its declaration does not let pass; `field` names the query name, body field or method in question. */
export class PassThroughRefused extends Error {
  override readonly name = 'PassThroughRefused';

  constructor(
    readonly code: RefusalCode,
    readonly field?: string,
  ) {
    super(field === undefined ? code : `${code}: ${field}`);
  }
}
