import type { DocumentsInfo } from '@frontdesk/gateway';

export const documents: DocumentsInfo = {
  title: 'checkout',
  version: '1.0.0',
  description: 'Makes purchases: once for each key, and whole or not at all. Called by gateways.',
  // Those who call are gateways, which say by header for whom.
  security: { schemes: {}, asked: () => undefined },
};
