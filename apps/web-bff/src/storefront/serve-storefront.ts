import type { FastifyInstance } from 'fastify';
import type { BuiltStorefront } from './built-storefront.js';
import { documentHeaders } from './document-headers.js';
import { sendFile } from './send-file.js';

/** A name with the hash of its content in it never means anything else. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_WHILE = 'public, max-age=3600';

/**
 * Serves the shop to everybody, by GET and HEAD: its document at every page's path, and its other files where they
 * are. A path that is neither stays unknown. Only what the build left is ever served: there is a route for each file.
 */
export function serveStorefront(
  server: FastifyInstance,
  { document, pages, files }: BuiltStorefront,
  imageOrigins: readonly string[],
): void {
  const headers = documentHeaders(imageOrigins);
  for (const path of pages) {
    server.get<{ Params: { id?: string } }>(path, (request, reply) => {
      // The router takes nothing for an id, too.
      if (request.params.id === '') return reply.callNotFound();
      return sendFile(reply.headers(headers).header('cache-control', 'no-store'), document);
    });
  }
  for (const [path, file] of files) {
    const cacheControl = HASHED.test(path) ? FOR_EVER : FOR_A_WHILE;
    server.get(path, (_, reply) =>
      sendFile(
        reply.header('cache-control', cacheControl).header('cross-origin-resource-policy', 'same-origin'),
        file,
      ),
    );
  }
}
