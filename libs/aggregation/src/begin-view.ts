import { checkView } from './check-part.js';
import { ViewDraft } from './view-draft.js';

export interface ViewOptions {
  /** How long a run of the view may take, in milliseconds, if the caller does not stop waiting earlier. */
  readonly budgetMs?: number;
}

/** Begins a view; its parts follow, and `.shape` ends it. */
export function view<Clients, Input extends object = object>(
  name: string,
  options: ViewOptions = {},
): ViewDraft<Clients, Input, object> {
  checkView(name, options.budgetMs);
  return new ViewDraft(name, options.budgetMs, []);
}
