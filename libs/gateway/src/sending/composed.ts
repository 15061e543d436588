import type { ViewResult } from '@frontdesk/aggregation';
import type { Composed } from '@frontdesk/caching';
import { type Presentation, viewBody } from './send-view.js';

/** A view's result as `FinishedViews` keeps it; `meta` must be what the gateway was started with. */
export function composed(
  result: Omit<ViewResult<unknown>, 'plan'>,
  presentation: Pick<Presentation, 'meta'> = { meta: true },
): Composed {
  const { freshness, complete, missing } = result;
  return { body: viewBody(result, presentation), freshness, complete, missing };
}
