import { Panel } from '../../layout/panel.js';
import type { Placing } from './use-placing.js';

/** An order that is being placed, or of which nobody knows yet whether it is. */
export function PendingOrder({ placing: { state, askAgain } }: { placing: Placing }) {
  if (state === 'asking') {
    return (
      <Panel heading="Placing your order…">
        <span class="spinner" aria-hidden="true" /> This takes a moment. You can reload or come back: it is
        ordered once, whatever happens.
      </Panel>
    );
  }
  return (
    <Panel
      heading="We don't know yet whether this was ordered"
      action={
        <button type="button" onClick={askAgain}>
          Ask again
        </button>
      }
    >
      The shop did not say what became of your order. Asking again never orders a second time.
    </Panel>
  );
}
