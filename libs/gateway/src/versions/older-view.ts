import type { View } from '@frontdesk/aggregation';
import type { KeptView } from '../view-runner.js';

/**
 * A view as an older version of the API answers with it: composed as it is today, and then shaped by what makes the
 * older answer of today's. Of a view that is kept, the bytes of today are kept, and both versions are made of them.
 */
export function olderView<Clients, Input, Shaped, Older>(
  view: View<Clients, Input, Shaped>,
  olderOf: (shaped: Shaped) => Older,
): View<Clients, Input, Older>;
export function olderView<Clients, Input, Shaped, Older>(
  view: KeptView<Clients, Input, Shaped>,
  olderOf: (shaped: Shaped) => Older,
): KeptView<Clients, Input, Older>;
export function olderView<Clients, Input, Shaped, Older>(
  view: View<Clients, Input, Shaped> | KeptView<Clients, Input, Shaped>,
  olderOf: (shaped: Shaped) => Older,
): View<Clients, Input, Older> | KeptView<Clients, Input, Older> {
  if (!('policy' in view)) return { ...view, shape: (answers) => olderOf(view.shape(answers)) };
  const newerOf = view.older ?? asIs<Shaped>;
  return { ...view, older: (kept) => olderOf(newerOf(kept)) };
}

const asIs = <Shaped>(kept: never): Shaped => kept;
