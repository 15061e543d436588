import { accessOf } from '@frontdesk/auth';
import { bearerTokens, type DocumentsInfo } from '@frontdesk/gateway';

export const documents: DocumentsInfo = {
  title: 'partner-gateway',
  version: '1.0.0',
  description: 'The gateway of the shop for the programs of its partners.',
  security: bearerTokens(accessOf),
};
