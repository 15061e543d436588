import { html } from '@frontdesk/gateway';
import { type Chapter, table } from '../chapter.js';

/** Where it is safe to try things. */
export const environments: Chapter = {
  id: 'environments',
  title: 'Environments',
  body: html`
    <p>
      There are two, at the same address: the credential alone says which one a call is for. They share
      nothing, so an id of one means nothing in the other.
    </p>
    ${table(
      ['', 'Sandbox', 'Live'],
      [
        ['Keys begin with', html`<code>fd_test_</code>`, html`<code>fd_live_</code>`],
        ['Catalogue', 'A sample', 'What the shop sells'],
        ['Orders', 'Are placed, paid and shipped in appearance only', 'Are delivered, and invoiced to you'],
        ['Limits and quota', 'Those of your plan, counted apart', 'Those of your plan, counted apart'],
      ],
    )}
    <p>
      Everything else is the same in both: routes, checks, errors, limits. A program that works in the sandbox
      needs another key to go live, and nothing else. Whatever is in the sandbox may be put back to how it was
      at the beginning; keep nothing there that you want to find again.
    </p>
    <p>With <a href="#oauth">OAuth</a> each client belongs to one environment: have two.</p>
  `,
};
