import { z } from 'zod';

const MOST_MS = 60_000;

const milliseconds = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number of milliseconds')
  .transform(Number)
  .pipe(z.number().min(50, 'must be at least 50').max(MOST_MS, `must be at most ${MOST_MS}`));

/** Between which bounds an app's own patience is taken as it says; what is below or above is taken as the bound. */
export const patienceSettings = {
  PATIENCE_MIN_MS: milliseconds.default(100),
  /** As long as a purchase may take; everything else has `DEADLINE_MS` at most, whatever an app says. */
  PATIENCE_MAX_MS: milliseconds.default(8_000),
};
