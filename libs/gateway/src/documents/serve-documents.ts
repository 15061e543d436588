import helmet from '@fastify/helmet';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { RetiringVersions } from '../versions/retiring-versions.js';
import { documentHeaders, HTML } from './document-headers.js';
import { type DocumentsInfo, openApiOf } from './open-api.js';
import { pageStyle, STYLE_PATH } from './page-style.js';
import { problemList, problemPage } from './problem-page.js';
import { serveReference } from './serve-reference.js';
import { tagDocuments } from './tag-documents.js';

/** How long a caller may keep a document, in seconds. */
const FRESH = 'public, max-age=300';

const keepForAWhile: onRequestHookHandler = (_, reply, done) => {
  reply.header('cache-control', FRESH);
  done();
};

/**
 * Serves what people read, all of it public: the OpenAPI document and Swagger UI of it, the pages that a gateway has of
 * its own, and the pages of the problems.
 */
export function serveDocuments(
  server: FastifyInstance,
  app: () => INestApplication,
  info: DocumentsInfo,
  retiring: RetiringVersions,
): void {
  let made: Promise<OpenAPIObject> | undefined;
  const document = () => (made ??= openApiOf(app(), info, retiring));
  const pages = Object.entries(info.pages ?? {});
  const isTaken = pages.some(([path]) => path === '/docs');

  // Scopes of their own, so that the headers that documents need stay off the API's answers.
  void server.register(async (docs) => {
    docs.addHook('onRequest', keepForAWhile).addHook('onSend', tagDocuments);
    await serveReference(docs, isTaken ? '/docs/reference' : '/docs', info.title);
  });
  void server.register(async (docs) => {
    docs.addHook('onRequest', keepForAWhile).addHook('onSend', tagDocuments);
    await docs.register(helmet, documentHeaders({ styleSrc: ["'self'"], imgSrc: ["'self'"] }));

    docs.get('/openapi.json', async (_, reply) => reply.send(await document()));
    docs.get(STYLE_PATH, (_, reply) => reply.type('text/css; charset=utf-8').send(pageStyle));
    for (const [path, page] of pages) {
      let html: string | undefined;
      docs.get(path, async (_, reply) => reply.type(HTML).send((html ??= page(await document()))));
    }
    docs.get('/problems', (_, reply) => reply.type(HTML).send(problemList()));
    docs.get<{ Params: { slug: string } }>('/problems/:slug', (request, reply) => {
      const page = problemPage(request.params.slug);
      return page ? reply.type(HTML).send(page) : reply.callNotFound();
    });
  });
}
