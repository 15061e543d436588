import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { FastifyContextConfig } from 'fastify';

type Handler = (...args: never[]) => unknown;
type Controller = new (...args: never[]) => unknown;

/** Schemes that a caller must satisfy together, each with the scopes that it takes. */
type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** How callers show who they are. */
export interface DocumentedSecurity {
  /** Security schemes of OpenAPI by their names. */
  readonly schemes: Readonly<Record<string, object>>;
  /** What is asked at a handler, where there are several ways any one of them; undefined where anybody may call. */
  asked(
    handler: Handler,
    controller: Controller,
  ): SecurityRequirement | readonly SecurityRequirement[] | undefined;
}

/** Where `@nestjs/swagger` looks for what a handler asks of callers, and for the types of body that it takes. */
const SECURITY = 'swagger/apiSecurity';
const CONSUMES = 'swagger/apiConsumes';
/** Where `RouteConfig` leaves what it is given. */
const ROUTE_CONFIG = '__fastify_route_config__';

/**
 * Notes on every handler of an application what the explorer of controllers is to find there:
 * - what it asks of its callers
 * - that it takes a form, where its route's config says so
 */
export function documentHandlers(app: INestApplication, security: DocumentedSecurity): void {
  const scanner = new MetadataScanner();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      const controller = metatype as Controller;
      const prototype = controller.prototype as Record<string, Handler>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name]!;
        const asked = security.asked(handler, controller);
        // Nothing, rather than none: the explorer drops an empty list, and `completeDocument` puts it back.
        Reflect.defineMetadata(SECURITY, asked && [asked].flat(), handler);
        const { body } = (Reflect.getMetadata(ROUTE_CONFIG, handler) ?? {}) as FastifyContextConfig;
        if (body === 'form') Reflect.defineMetadata(CONSUMES, ['application/x-www-form-urlencoded'], handler);
      }
    }
  }
}
