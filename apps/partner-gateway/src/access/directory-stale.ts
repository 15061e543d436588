/** Thrown while what credentials are checked against is too old to say anything of them; callers get a 503. */
export class DirectoryStale extends Error {
  override readonly name = 'DirectoryStale';
  readonly code = 'KEYS_UNAVAILABLE';

  constructor(readonly retryAfterMs: number) {
    super('the database of partners could not be asked for too long');
  }
}
