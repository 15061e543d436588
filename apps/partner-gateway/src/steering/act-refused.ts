/** Thrown where an owner names what is not there. */
export class UnknownRecord extends Error {
  override readonly name = 'UnknownRecord';
  readonly code = 'UNKNOWN_RECORD';
}

/** Thrown where an act contradicts how things are; the message says what to do first. */
export class ActConflict extends Error {
  override readonly name = 'ActConflict';
  readonly code = 'ACT_CONFLICT';
}
