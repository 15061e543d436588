/** Thrown where a phone was away for longer than services remember what is gone: it has to ask for everything. */
export class CursorExpired extends Error {
  override readonly name = 'CursorExpired';
  readonly code = 'CURSOR_EXPIRED';

  constructor() {
    super(
      '`since` is older than what services remember; ask without it, and forget what is not in the answers',
    );
  }
}
