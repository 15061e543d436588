import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { RetiringVersions } from '../versions/retiring-versions.js';
import { bearerTokens } from './bearer-tokens.js';
import { completeDocument } from './complete-document.js';
import { type DocumentedSecurity, documentHandlers } from './document-handlers.js';
import { jsonSchemaOf } from './json-schema-of.js';
import { markRetiring } from './mark-retiring.js';

/** What the documents of a gateway say of it. */
export interface DocumentsInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** How callers show who they are; a bearer token for everything, by default. */
  readonly security?: DocumentedSecurity;
  /** Whom to ask about it. */
  readonly contact?: { readonly name: string; readonly email?: string; readonly url?: string };
  /** Last changes to the document, such as the scopes of a security scheme. */
  readonly adjust?: (document: OpenAPIObject) => OpenAPIObject;
  /**
   * Pages of HTML by their paths, such as `/docs/changelog`, each made once of the document. Where `/docs` is among them,
   * Swagger UI is at `/docs/reference`.
   */
  readonly pages?: Readonly<Record<string, (document: OpenAPIObject) => string>>;
}

/** That of the whole workspace. OpenAPI 3.1 has a name for it, which Nest's types do not know. */
const LICENSE = { name: 'MIT', identifier: 'MIT' } as { name: string };

/** The OpenAPI 3.1 document of an application, made of its controllers and their schemas. */
export async function openApiOf(
  app: INestApplication,
  info: DocumentsInfo,
  retiring: RetiringVersions = {},
): Promise<OpenAPIObject> {
  // Loaded when first asked for: a gateway starts sooner without it.
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const security = info.security ?? bearerTokens(() => ({ public: false, scopes: [] }));
  documentHandlers(app, security);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(info.title)
    .setVersion(info.version)
    .setDescription(info.description)
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter: jsonSchemaOf,
  });
  document.info = { ...document.info, contact: info.contact ?? { name: info.title }, license: LICENSE };
  document.servers = [{ url: '/', description: 'This gateway' }];
  completeDocument(document, security.schemes);
  markRetiring(document, retiring);
  return info.adjust?.(document) ?? document;
}
