/** Thrown where the database cannot be asked, at boot or later; the message is for operators, callers get a 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly code = 'DATABASE_UNAVAILABLE';
}
