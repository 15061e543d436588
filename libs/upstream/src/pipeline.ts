import type { Flight } from './flight.js';

/** The rest of the pipeline, as a step sees it. */
export type Next = (flight: Flight) => Promise<unknown>;

/** One thing that is done around every call; it may throw at once as well as reject. */
export type Step = (flight: Flight, next: Next) => Promise<unknown>;

/** Nests the steps, first outermost, once: a call then makes no closure. */
export function pipelineOf(steps: readonly Step[]): Next {
  return steps.reduceRight<Next>(
    (next, step) => (flight) => step(flight, next),
    () => Promise.reject(new Error('the last step of a pipeline answers the call')),
  );
}
