import { isPublic } from '@frontdesk/auth';
import type { DocumentsInfo } from '@frontdesk/gateway';
import { SESSION_COOKIE } from './cookies/cookies.js';
import { exemptionOf } from './forgery/forgery-check.js';

/** How the API document says that callers show who they are: by the session's cookie, and by a header that pages add. */
export const documentedSessions: NonNullable<DocumentsInfo['security']> = {
  schemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: SESSION_COOKIE,
      description: 'Set at the end of a log-in, which `/bff/login` begins; no script can read it',
    },
    csrf: {
      type: 'apiKey',
      in: 'header',
      name: 'X-CSRF',
      description: 'Always `1`: pages of other sites cannot send it',
    },
  },
  asked: (handler, controller) => {
    if (isPublic(handler, controller)) return undefined;
    return { session: [], ...(!exemptionOf(handler, controller) && { csrf: [] }) };
  },
};
