import type { OpenAPIObject } from '@nestjs/swagger';
import { type RetiringVersions, retiringVersionOf } from '../versions/retiring-versions.js';
import { METHODS } from './complete-document.js';

/** Marks what belongs to a version that is on its way out as deprecated, and says until when it is answered. */
export function markRetiring(document: OpenAPIObject, retiring: RetiringVersions): void {
  for (const [path, item] of Object.entries(document.paths)) {
    const version = retiringVersionOf(path, retiring);
    if (version === undefined) continue;
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const until = `Answered until ${retiring[version]!.sunsetAt}, and then 410.`;
      operation.deprecated = true;
      operation.description = [operation.description, until].filter(Boolean).join(' ');
    }
  }
}
