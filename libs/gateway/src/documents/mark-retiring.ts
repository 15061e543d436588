import type { OpenAPIObject } from '@nestjs/swagger';
import { type RetiringVersions, retiringVersionOf } from '../versions/retiring-versions.js';
import { METHODS } from './complete-document.js';

const HEADERS = {
  Deprecation: {
    description: 'Since when this version is better not begun with: `@` and seconds since 1970 (RFC 9745)',
    schema: { type: 'string' },
  },
  Sunset: {
    description: 'From when this version is answered with 410 (RFC 8594)',
    schema: { type: 'string' },
  },
  Link: {
    description:
      'The same in the version that took its place (`successor-version`), and where to read about it',
    schema: { type: 'string' },
  },
} as const;

/** Marks what belongs to a version that is on its way out as deprecated, and says until when it is answered: here, and in its answers. */
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
      for (const response of Object.values(operation.responses)) {
        if (!response || '$ref' in response) continue;
        const references = Object.keys(HEADERS).map((name) => [
          name,
          { $ref: `#/components/headers/${name}` },
        ]);
        response.headers = { ...response.headers, ...(Object.fromEntries(references) as object) };
      }
      document.components!.headers = { ...document.components?.headers, ...HEADERS };
    }
  }
}
