import { documentPage, html, prose, type RetiringVersions } from '@frontdesk/gateway';
import type { ChangelogEntry } from '../../changes/changelog.js';
import { otherPages } from './other-pages.js';

/** Every change of the published versions, the latest first. */
export function changelogPage(entries: readonly ChangelogEntry[], retiring: RetiringVersions): string {
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
      ${sections}`,
  });
}
