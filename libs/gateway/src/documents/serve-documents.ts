import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import type { RetiringVersions } from '../versions/retiring-versions.js';
import { docsPage, docsScript } from './docs-page.js';
import { type DocumentsInfo, openApiOf } from './open-api.js';
import { problemList, problemPage } from './problem-page.js';

const HTML = 'text/html; charset=utf-8';
/** How long a caller may keep a document, in seconds. */
const FRESH = 'public, max-age=300';
/** What the page of Swagger UI loads; everything comes from this gateway. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Serves what people read: the OpenAPI document, a page of it, and the pages of the problems; all of it is public. */
export function serveDocuments(
  server: FastifyInstance,
  app: () => INestApplication,
  info: DocumentsInfo,
  retiring: RetiringVersions,
): void {
  let document: Promise<OpenAPIObject> | undefined;
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

  // A scope of its own, so that the headers that documents need stay off the API's answers.
  void server.register(async (docs) => {
    await docs.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"], // Swagger UI sets styles on elements
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false, // said by whoever ends TLS, for the whole site
    });
    await docs.register(fastifyStatic, { root: assets, serve: false });

    docs.get('/openapi.json', async (_, reply) => {
      document ??= openApiOf(app(), info, retiring);
      return reply.header('cache-control', FRESH).send(await document);
    });
    docs.get('/docs', (_, reply) =>
      reply.type(HTML).header('cache-control', FRESH).send(docsPage(info.title)),
    );
    docs.get('/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(docsScript));
    for (const asset of ASSETS) docs.get(`/docs/${asset}`, (_, reply) => reply.sendFile(asset));
    docs.get('/problems', (_, reply) => reply.type(HTML).header('cache-control', FRESH).send(problemList()));
    docs.get<{ Params: { slug: string } }>('/problems/:slug', (request, reply) => {
      const page = problemPage(request.params.slug);
      if (!page) return reply.callNotFound();
      return reply.type(HTML).header('cache-control', FRESH).send(page);
    });
  });
}
