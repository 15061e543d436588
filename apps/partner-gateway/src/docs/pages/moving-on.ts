import { html, type Html, prose, type RetiringVersions } from '@frontdesk/gateway';
import type { ApiDocument } from '../../changes/api-document.js';
import { changesBetweenVersions } from '../../changes/changes-between-versions.js';
import { inWords } from '../../changes/change.js';

/** What a program has to change that moves from one version to another, operation by operation. */
export function movingOn(document: ApiDocument, from: string, to: string, retiring: RetiringVersions): Html {
  const { changed, same } = changesBetweenVersions(document, from, to, retiring[from]?.moved ?? {});
  const rows = changed.map(({ before, after, changes }) => {
    const isMoved = before.replace(from, to) !== after;
    const words = changes.map(
      (change) => html`<li>${prose(inWords({ ...change, route: '' }).replace(/^: /, ''))}</li>`,
    );
    return html`<li>
      <code>${before}</code>${isMoved ? html`, now <code>${after}</code>` : ''}
      ${
        words.length > 0
          ? html`<ul>
              ${words}
            </ul>`
          : ''
      }
    </li>`;
  });
  return html`<ul>
      ${rows}
    </ul>
    <p>
      The same but for the path: ${same.map((route, n) => html`${n > 0 ? ', ' : ''}<code>${route}</code>`)}.
    </p>`;
}
