import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { completeDocument } from './complete-document.js';
import { jsonSchemaOf } from './json-schema-of.js';

/** What the documents of a gateway say of it. */
export interface DocumentsInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Which paths need no credentials, as the document writes them: `/api/products/{id}`; all others do. */
  readonly publicPaths?: readonly string[];
  /** Last changes to the document, such as the scopes of a security scheme. */
  readonly adjust?: (document: OpenAPIObject) => OpenAPIObject;
}

/** The OpenAPI 3.1 document of an application, made of its controllers and their schemas. */
export async function openApiOf(app: INestApplication, info: DocumentsInfo): Promise<OpenAPIObject> {
  // Loaded when first asked for: a gateway starts sooner without it.
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(info.title)
    .setVersion(info.version)
    .setDescription(info.description)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter: jsonSchemaOf,
  });
  completeDocument(document, new Set(info.publicPaths));
  return info.adjust?.(document) ?? document;
}
