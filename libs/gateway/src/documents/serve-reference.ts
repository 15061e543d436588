import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { docsPage, docsScript } from './docs-page.js';
import { documentHeaders, HTML } from './document-headers.js';

/** What the page of Swagger UI loads; everything comes from this gateway. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Serves Swagger UI at a path, and its files below `/docs`. */
export async function serveReference(docs: FastifyInstance, path: string, title: string): Promise<void> {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await docs.register(
    helmet,
    documentHeaders({
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"], // Swagger UI sets styles on elements
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
    }),
  );
  await docs.register(fastifyStatic, { root: assets, serve: false });
  docs.get(path, (_, reply) => reply.type(HTML).send(docsPage(title)));
  docs.get('/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(docsScript));
  for (const asset of ASSETS) docs.get(`/docs/${asset}`, (_, reply) => reply.sendFile(asset));
}
