import type { DocumentedSecurity } from './document-handlers.js';

type Asked = DocumentedSecurity['asked'];

interface Access {
  readonly public: boolean;
  readonly scopes: readonly string[];
}

/** Callers send a bearer token; `accessOf` tells what a handler asks of it: nothing where it is public, or scopes. */
export function bearerTokens(accessOf: (...place: Parameters<Asked>) => Access): DocumentedSecurity {
  return {
    schemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    asked: (...place) => {
      const access = accessOf(...place);
      return access.public ? undefined : { bearer: access.scopes };
    },
  };
}
