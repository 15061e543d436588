const LONGEST_SLIDE_STEP_MS = 1_000;
const SLIDE_STEPS = 20;

/** A session that is used again within this time does not slide a second time. */
export const slideStepMs = (idleMs: number) => Math.min(LONGEST_SLIDE_STEP_MS, idleMs / SLIDE_STEPS);

/** How often it is looked whether sessions have ended that nobody asks for. */
export const SWEEP_MS = 1_000;
/** How long Redis' word that a session is alive counts: the longest that an end may go unnoticed, whatever is lost. */
export const TRUSTED_MS = 500;
