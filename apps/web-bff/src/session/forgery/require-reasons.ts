import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import { exemptionOf } from './forgery-check.js';

/** Thrown at boot for a route that switches off a check against forgery and does not say why. */
class NoReasonGiven extends Error {
  override readonly name = 'NoReasonGiven';
  readonly code = 'NO_REASON_GIVEN';

  constructor(readonly route: string) {
    super(`${route} switches off a check against cross-site forgery and gives no reason`);
  }
}

/** Looks at every handler that the application really has; throws `NoReasonGiven` for the first that hides one. */
export function requireReasons(discovery: DiscoveryService, scanner = new MetadataScanner()): void {
  for (const { metatype } of discovery.getControllers()) {
    if (!metatype) continue;
    const prototype = metatype.prototype as Record<string, (...args: never[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const exemption = exemptionOf(prototype[name]!, metatype);
      if (exemption && !saysSomething(exemption.reason)) {
        throw new NoReasonGiven(`${metatype.name}.${name}`);
      }
    }
  }
}

function saysSomething(reason: unknown): boolean {
  return typeof reason === 'string' && reason.trim() !== '';
}
