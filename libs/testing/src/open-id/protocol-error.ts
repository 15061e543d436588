/** An OAuth error that a client is told (RFC 6749, section 5.2). */
export class ProtocolError extends Error {
  constructor(
    readonly code: string,
    readonly status = 400,
  ) {
    super(code);
  }
}
