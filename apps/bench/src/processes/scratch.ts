/** Where files go that nobody needs after a run. */
export const SCRATCH = 'dist/bench/scratch';
