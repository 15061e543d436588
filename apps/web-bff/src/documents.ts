import type { DocumentsInfo } from '@frontdesk/gateway';
import { documentLedThrough } from './session/document-routes.js';
import { documentedSessions } from './session/document-sessions.js';

export const documents: DocumentsInfo = {
  title: 'web-bff',
  version: '1.0.0',
  description: 'The gateway of the shop in the browser: each page is one call.',
  security: documentedSessions,
  adjust: documentLedThrough,
};
