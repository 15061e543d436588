/** How long everything takes. */
export interface Pace {
  readonly warmUp: { readonly seconds: number; readonly requests: number };
  readonly round: { readonly seconds: number; readonly requests: number };
  /** Every server has its turn in each. */
  readonly rounds: number;
  /** After this the bench gives up. */
  readonly limitS: number;
}

export const FULL: Pace = {
  warmUp: { seconds: 3, requests: 6_000 },
  round: { seconds: 2, requests: 6_000 },
  rounds: 5,
  limitS: 590,
};

/** Enough to see about where the limits are, and that everything works. */
export const QUICK: Pace = {
  warmUp: { seconds: 1.2, requests: 1_500 },
  round: { seconds: 0.4, requests: 1_000 },
  rounds: 3,
  limitS: 58,
};
