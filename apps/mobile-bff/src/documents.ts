import { accessOf } from '@frontdesk/auth';
import { bearerTokens, type DocumentsInfo } from '@frontdesk/gateway';

export const documents: DocumentsInfo = {
  title: 'mobile-bff',
  version: '1.0.0',
  description: 'The gateway of the shop on the phone: each screen is one small answer.',
  security: bearerTokens(accessOf),
};
