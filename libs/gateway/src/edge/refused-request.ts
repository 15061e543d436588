/** Why the edge turns a request away; the problem filter knows the status of each. */
export type Refusal =
  | 'METHOD_REFUSED'
  | 'BAD_HOST'
  | 'BAD_TARGET'
  | 'TARGET_TOO_LONG'
  | 'TOO_MANY_HEADERS'
  | 'BAD_HEADERS'
  | 'BAD_BODY'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_BODY';

/** Thrown by a step of the edge; its message is written for the caller. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';

  constructor(
    readonly code: Refusal,
    message: string,
  ) {
    super(message);
  }
}
