import type { FastifyHelmetOptions } from '@fastify/helmet';

export const HTML = 'text/html; charset=utf-8';

/** The headers that documents need and answers of the API do not; nothing is loaded but what is given here. */
export function documentHeaders(directives: Readonly<Record<string, string[]>>): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        ...directives,
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false, // said by whoever ends TLS, for the whole site
  };
}
