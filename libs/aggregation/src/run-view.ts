import type { RequestContext } from '@frontdesk/request-context';
import type { PartScope } from './part-run.js';
import type { View } from './view.js';
import type { RunOptions } from './run-result.js';
import type { ViewResult } from './view-result.js';
import { ViewRun } from './view-run.js';

/** A run that is under way. */
export interface RunningView<Shaped> {
  readonly result: Promise<ViewResult<Shaped>>;
  /** What it would answer if its time were over now; undefined while something required is not there, and once it has ended. */
  soFar(): Omit<ViewResult<Shaped>, 'plan'> | undefined;
}

/**
 * Runs a view for several who wait, each for as long as it can: `result` is as `runView` has it, and whoever waits no
 * longer takes what there is so far. A signal that aborts with DeadlineExceeded ends the run as its deadline does.
 */
export function startView<Clients, Input extends object, Shaped>(
  view: View<Clients, Input, Shaped>,
  input: Input,
  context: RequestContext,
  bind: (scope: PartScope) => Clients,
  options: RunOptions = {},
): RunningView<Shaped> {
  const run = new ViewRun(view, input, context, bind, options);
  return { result: run.result.promise, soFar: () => run.soFar() };
}

/**
 * Runs a view for one request: parts start as soon as what they need is there, and all end with the run.
 *
 * Rejects with a required part's own error, with DeadlineExceeded where a required part is not there in time, and
 * with CallerGone as soon as the context's signal aborts.
 */
export function runView<Clients, Input extends object, Shaped>(
  view: View<Clients, Input, Shaped>,
  input: Input,
  context: RequestContext,
  bind: (scope: PartScope) => Clients,
  options: RunOptions = {},
): Promise<ViewResult<Shaped>> {
  return new ViewRun(view, input, context, bind, options).result.promise;
}
