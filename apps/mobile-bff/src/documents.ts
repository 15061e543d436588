import { accessOf } from '@frontdesk/auth';
import { bearerTokens, type DocumentsInfo } from '@frontdesk/gateway';
import { documentAppHeaders } from './app-headers.js';

export const documents: DocumentsInfo = {
  title: 'mobile-bff',
  version: '2.0.0',
  description: 'The gateway of the shop on the phone: each screen is one small answer.',
  security: bearerTokens(accessOf),
  adjust: documentAppHeaders,
};
