import type { RequestContext } from '@frontdesk/request-context';
import type { PartScope } from './part-run.js';
import type { View } from './view.js';
import type { RunOptions } from './run-result.js';
import type { ViewResult } from './view-result.js';
import { ViewRun } from './view-run.js';

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
