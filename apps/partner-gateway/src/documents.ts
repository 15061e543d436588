import type { DocumentsInfo, RetiringVersions } from '@frontdesk/gateway';
import changelog from '../published/changelog.json' with { type: 'json' };
import type { ApiDocument } from './changes/api-document.js';
import { completeApi } from './docs/api/complete-api.js';
import { credentials } from './docs/api/credentials.js';
import { changelogPage } from './docs/pages/changelog-page.js';
import { guidePage } from './docs/pages/guide-page.js';
import { olderVersionPage } from './docs/pages/older-version-page.js';

type Page = (document: ApiDocument) => string;

interface Settings {
  readonly oidcIssuer: string;
  readonly idempotencyKeepMs: number;
}

/** What this gateway says of itself: its OpenAPI document, and the pages that are made of it. */
export function documentsOf(
  { oidcIssuer, idempotencyKeepMs: keepMs }: Settings,
  retiring: RetiringVersions,
): DocumentsInfo {
  const older = Object.keys(retiring).map((version): [string, Page] => [
    `/docs/${version}`,
    (document) => olderVersionPage(document, version, retiring),
  ]);
  const pages: [string, Page][] = [
    ['/docs', (document) => guidePage(document, { retiring, changelog, keepMs })],
    ['/docs/changelog', (document) => changelogPage(document, changelog, retiring)],
    ...older,
  ];
  return {
    title: 'Frontdesk partner API',
    version: '2.0.0',
    description:
      'The shop, for the programs of its partners: the catalogue with prices and stock, orders and their shipments. `/docs` tells how to begin.',
    contact: { name: 'The partner team', email: 'partners@frontdesk.example' },
    security: credentials(oidcIssuer),
    adjust: (document) => completeApi(document as unknown as ApiDocument) as unknown as typeof document,
    pages: Object.fromEntries(pages) as unknown as DocumentsInfo['pages'] & object,
  };
}
