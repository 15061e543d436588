import type { Step } from '../pipeline.js';

/**
 * Outermost, so that every wait below is bounded:
 * - the call ends when its deadline passes or its caller leaves, wherever it is then;
 * - a call whose time is over is not begun.
 */
export const meetDeadline: Step = (flight, next) => {
  flight.begin();
  flight.hold(() => flight.end());
  return next(flight);
};
