import { isPublic } from '@frontdesk/auth';
import type { DocumentedSecurity } from '@frontdesk/gateway';
import { exemptionOf } from './forgery/forgery-check.js';

/** How a browser shows who it is, as the OpenAPI document says it. */
export const sessionSecurity: DocumentedSecurity = {
  schemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: '__Host-session',
      description: 'The session that logging in at `/bff/login` began; scripts never see it',
    },
    forgery: {
      type: 'apiKey',
      in: 'header',
      name: 'X-CSRF',
      description: 'Always `1`: shows that a page of this origin asks, since other sites cannot send it',
    },
  },
  asked: (handler, controller) => {
    if (isPublic(handler, controller)) return undefined;
    return { session: [], ...(!exemptionOf(handler, controller) && { forgery: [] }) };
  },
};
