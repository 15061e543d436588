/** How a purchase stands whose end is not known yet, and after how many seconds to ask again. */
const STATES = {
  running: {
    code: 'COMMAND_RUNNING',
    retryAfterS: 1,
    detail:
      'A call with this Idempotency-Key is still running; repeated later, this one is answered as that.',
  },
  unfinished: {
    code: 'COMMAND_UNFINISHED',
    retryAfterS: 2,
    detail: 'It cannot be finished now; repeat the call with the same Idempotency-Key to learn how it ended.',
  },
  late: {
    code: 'COMMAND_LATE',
    retryAfterS: 2,
    detail: 'It took too long; repeat the call with the same Idempotency-Key to learn how it ended.',
  },
} as const;

/** Thrown where nobody can say yet how a purchase ends: repeated with the same key, it happens once. */
export class PurchasePending extends Error {
  override readonly name = 'PurchasePending';
  readonly code: string;
  readonly retryAfterS: number;

  constructor(
    state: keyof typeof STATES,
    { retryAfterMs, cause }: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    const { code, retryAfterS, detail } = STATES[state];
    super(detail, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfterS =
      retryAfterMs === undefined ? retryAfterS : Math.max(1, Math.ceil(retryAfterMs / 1_000));
  }
}
