import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

type Handler = (...args: never[]) => unknown;
type Controller = new (...args: never[]) => unknown;

/** Schemes that a caller must satisfy together, each with the scopes that it takes. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** How callers show who they are. */
export interface DocumentedSecurity {
  /** Security schemes of OpenAPI by their names. */
  readonly schemes: Readonly<Record<string, object>>;
  /** What is asked at a handler; undefined where anybody may call. */
  asked(handler: Handler, controller: Controller): SecurityRequirement | undefined;
}

/** Where `@nestjs/swagger` looks for the security of a handler. */
const SECURITY = 'swagger/apiSecurity';

/** Notes on every handler of an application what it asks, so that the explorer of controllers finds it there. */
export function documentSecurity(app: INestApplication, security: DocumentedSecurity): void {
  const scanner = new MetadataScanner();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      const controller = metatype as Controller;
      const prototype = controller.prototype as Record<string, Handler>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name]!;
        const asked = security.asked(handler, controller);
        // Nothing, rather than none: the explorer drops an empty list, and `completeDocument` puts it back.
        Reflect.defineMetadata(SECURITY, asked && [asked], handler);
      }
    }
  }
}
