/** Thrown where a command ended and its answer could not be written down: only what is written is told to callers. */
export class AnswerNotKept extends Error {
  override readonly name = 'AnswerNotKept';
  readonly code = 'COMMAND_UNFINISHED';

  constructor(
    cause: unknown,
    /** Until then the key counts as in use. */
    readonly retryAfterMs: number,
  ) {
    super('How it ended cannot be told now; repeat the call with the same Idempotency-Key to learn it.', {
      cause,
    });
  }
}
