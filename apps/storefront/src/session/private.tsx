import type { ComponentChild } from 'preact';
import { Panel } from '../layout/panel.js';
import { Loading } from '../loading/loading.js';
import type { BffUser } from './ask-user.js';
import { LogInLink } from './log-in-link.js';
import { useVisit } from './visitor.js';

/** Shows a page to who is logged in; to others what to do. Nothing of the page is there when the session has ended. */
export function Private({ title, children }: { title: string; children: (user: BffUser) => ComponentChild }) {
  const { visitor, ask } = useVisit();
  switch (visitor.state) {
    case 'known':
      return <>{children(visitor.user)}</>;
    case 'unknown':
      return <Loading />;
    case 'leaving':
      return <Panel heading="Logging out…">One moment, please.</Panel>;
    case 'ended':
      return (
        <Panel heading="Your session has ended" action={<LogInLink class="button">Log in again</LogInLink>}>
          You have been logged out, here or elsewhere, or were away for a while. Your cart is kept.
        </Panel>
      );
    case 'anonymous':
      return (
        <Panel heading={title} action={<LogInLink class="button">Log in</LogInLink>}>
          This page is yours alone. Log in, and you come straight back to it.
        </Panel>
      );
    case 'unreachable':
      return (
        <Panel
          heading="We can't tell who you are"
          action={
            <button type="button" onClick={ask}>
              Try again
            </button>
          }
        >
          The shop could not be asked whether you are logged in. That usually passes within a minute.
        </Panel>
      );
  }
}
