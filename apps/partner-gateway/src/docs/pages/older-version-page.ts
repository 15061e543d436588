import { documentPage, html, type RetiringVersions } from '@frontdesk/gateway';
import type { ApiDocument } from '../../changes/api-document.js';
import { bodyOf, contentsOf } from './chapter.js';
import { otherPages } from './other-pages.js';
import { reference } from './reference.js';

/** The reference of a version that is on its way out. */
export function olderVersionPage(document: ApiDocument, version: string, retiring: RetiringVersions): string {
  const chapters = reference(document, version);
  const { sunsetAt = '', successor = '' } = retiring[version] ?? {};
  return documentPage({
    title: `Reference of ${version}`,
    of: 'Frontdesk partner API',
    navigation: contentsOf(chapters, otherPages(retiring)),
    body: html`<h1>Reference of ${version}</h1>
      <p class="note">
        This version is deprecated: it is answered until ${sunsetAt.slice(0, 10)}, and then 410. Begin with
        <a href="/docs">${successor}</a>;
        <a href="/docs#from-${version}">from ${version} to ${successor}</a> tells what is different.
      </p>
      <p>
        The examples read your address and your key from the two variables of
        <a href="/docs#set-two-variables">getting started</a>.
      </p>
      ${bodyOf(chapters)}`,
  });
}
