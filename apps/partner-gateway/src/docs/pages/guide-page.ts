import { documentPage, html, type RetiringVersions } from '@frontdesk/gateway';
import type { ApiDocument } from '../../changes/api-document.js';
import type { ChangelogEntry } from '../../changes/changelog.js';
import { bodyOf, contentsOf } from './chapter.js';
import { authentication } from './chapters/authentication.js';
import { environments } from './chapters/environments.js';
import { errors } from './chapters/errors.js';
import { gettingStarted } from './chapters/getting-started.js';
import { idempotency } from './chapters/idempotency.js';
import { limits } from './chapters/limits.js';
import { pagination } from './chapters/pagination.js';
import { versions } from './chapters/versions.js';
import { otherPages } from './other-pages.js';
import { reference, referenceHead } from './reference.js';

const NEWEST = 'v2';

/** What the page tells of besides the API itself. */
interface Told {
  readonly retiring: RetiringVersions;
  readonly changelog: readonly ChangelogEntry[];
  /** For how long the answer of a command is kept, in milliseconds. */
  readonly keepMs: number;
}

/** The page at `/docs`: how to begin, what to know, and every operation of the newest version. */
export function guidePage(document: ApiDocument, { retiring, changelog, keepMs }: Told): string {
  const chapters = [
    gettingStarted,
    authentication(document),
    environments,
    errors,
    limits,
    idempotency(keepMs),
    pagination,
    versions(document, retiring, changelog),
    referenceHead(NEWEST),
    ...reference(document, NEWEST),
  ];
  return documentPage({
    title: 'Frontdesk partner API',
    navigation: contentsOf(chapters, otherPages(retiring)),
    body: html`<h1>Frontdesk partner API</h1>
      <p class="lead">
        The shop, for the programs of its partners: the catalogue with prices and stock, orders and their
        shipments.
      </p>
      ${bodyOf(chapters)}`,
  });
}
