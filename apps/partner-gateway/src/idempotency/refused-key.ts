import { KEY_HEADER } from './key-in-header.js';

const ASK_AGAIN_AFTER_S = 1;

/** Thrown where another call with the same key has not ended yet, as far as is known. */
export class KeyInUse extends Error {
  override readonly name = 'KeyInUse';
  readonly code = 'IDEMPOTENCY_KEY_IN_USE';
  readonly retryAfterS = ASK_AGAIN_AFTER_S;

  constructor() {
    super(`A call with this ${KEY_HEADER} is still running; repeated later, this one is answered as that.`);
  }
}

/** Thrown where the key came with another request before. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly errors = [
    { in: 'header', field: KEY_HEADER, detail: 'came with another path or body before' },
  ] as const;

  constructor() {
    super(
      `This ${KEY_HEADER} came with another request before; a request that is not the same takes a new key.`,
    );
  }
}
