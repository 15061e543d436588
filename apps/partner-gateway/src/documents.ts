import type { DocumentsInfo } from '@frontdesk/gateway';
import type { ApiDocument } from './changes/api-document.js';
import { completeApi } from './docs/api/complete-api.js';
import { credentials } from './docs/api/credentials.js';

/** What this gateway says of itself: its OpenAPI document. */
export function documentsOf({ oidcIssuer }: { readonly oidcIssuer: string }): DocumentsInfo {
  return {
    title: 'Frontdesk partner API',
    version: '2.0.0',
    description:
      'The shop, for the programs of its partners: the catalogue with prices and stock, orders and their shipments. `/docs` tells how to begin.',
    contact: { name: 'The partner team', email: 'partners@frontdesk.example' },
    security: credentials(oidcIssuer),
    adjust: (document) => completeApi(document as unknown as ApiDocument) as unknown as typeof document,
  };
}
