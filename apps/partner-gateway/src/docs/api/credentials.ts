import { accessOf } from '@frontdesk/auth';
import type { DocumentedSecurity } from '@frontdesk/gateway';

/** What a credential may be good for. */
export const SCOPES = {
  'products:read': 'Read products, prices and stock',
  'orders:read': 'Read your orders and their shipments',
  'orders:write': 'Place orders and cancel them',
} as const;

/** Callers send a key or an access token, in the same header; either is good for some scopes. */
export function credentials(oidcIssuer: string): DocumentedSecurity {
  return {
    schemes: {
      key: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'fd_live_… or fd_test_…',
        description: 'A key of your application. It may do what the scopes of your plan say.',
      },
      oauth: {
        type: 'oauth2',
        description:
          'An access token of your application, for the scopes that it asked for. It reaches the same data, at the same limits, as a key.',
        flows: { clientCredentials: { tokenUrl: `${oidcIssuer.replace(/\/$/, '')}/token`, scopes: SCOPES } },
      },
    },
    asked: (...place) => {
      const access = accessOf(...place);
      return access.public ? undefined : ['key', 'oauth'].map((scheme) => ({ [scheme]: access.scopes }));
    },
  };
}
