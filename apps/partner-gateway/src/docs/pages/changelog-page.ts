import { documentPage, html, type Html, prose, type RetiringVersions } from '@frontdesk/gateway';
import type { ApiDocument } from '../../changes/api-document.js';
import type { ChangelogEntry } from '../../changes/changelog.js';
import { movingOn } from './moving-on.js';
import { otherPages } from './other-pages.js';

/** Every change of the published versions, the latest first, and what is different between them. */
export function changelogPage(
  document: ApiDocument,
  entries: readonly ChangelogEntry[],
  retiring: RetiringVersions,
): string {
  const sections = [...entries].reverse().map(
    ({ date, version, changes }) => html`
      <h3 id="${date}-${version}"><a class="anchor" href="#${date}-${version}">${date}: ${version}</a></h3>
      <ul>
        ${changes.map((change) => html`<li>${prose(change)}</li>`)}
      </ul>
    `,
  );
  return documentPage({
    title: 'Changelog',
    of: 'Frontdesk partner API',
    navigation: html`<a class="home" href="/docs">Frontdesk partner API</a>
      <ul>
        <li><a href="/docs">Documentation</a></li>
        ${otherPages(retiring)}
      </ul>`,
    body: html`<h1>Changelog</h1>
      <p>
        Made of the schemas of each version as they were published. Nothing here breaks a program that works:
        <a href="/docs#what-may-change">what may change</a>.
      </p>
      ${sections} ${Object.keys(retiring).map((version) => betweenVersions(document, version, retiring))}`,
  });
}

function betweenVersions(document: ApiDocument, version: string, retiring: RetiringVersions): Html {
  const { successor, deprecatedAt, sunsetAt } = retiring[version]!;
  return html`
    <h2 id="from-${version}">
      <a class="anchor" href="#from-${version}">From ${version} to ${successor}</a>
    </h2>
    <p>
      ${version} is on its way out since ${deprecatedAt.slice(0, 10)}, and is answered until
      ${sunsetAt.slice(0, 10)}. What is different:
    </p>
    ${movingOn(document, version, successor, retiring)}
  `;
}
