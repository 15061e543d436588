import type { ComponentChild, ComponentChildren } from 'preact';
import { PageHeading } from './page-heading.js';

interface PanelParts {
  readonly heading: string;
  readonly children: ComponentChildren;
  readonly action?: ComponentChild;
}

/** A page that has one thing to say, and perhaps one thing to do. */
export function Panel({ heading, children, action }: PanelParts) {
  return (
    <section class="panel">
      <PageHeading>{heading}</PageHeading>
      <p>{children}</p>
      {action && <p class="actions">{action}</p>}
    </section>
  );
}
