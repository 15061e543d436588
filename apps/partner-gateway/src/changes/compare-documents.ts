import { type ApiDocument, routesOf } from './api-document.js';
import type { Change } from './change.js';
import { compareOperations } from './compare-operations.js';
import { compareSchemes } from './compare-schemes.js';

/**
 * What is different between two documents of an API, and what of it breaks a caller. Words (summaries, descriptions,
 * examples) are no difference.
 */
export function compareDocuments(before: ApiDocument, after: ApiDocument): Change[] {
  const sides = { before: before.components, after: after.components };
  const news = new Map(routesOf(after).map(({ route, operation }) => [route, operation]));
  const olds = routesOf(before);
  const known = new Set(olds.map(({ route }) => route));
  return [
    ...compareSchemes(before.components, after.components),
    ...olds.flatMap(({ route, operation }): Change[] => {
      const now = news.get(route);
      if (!now) return [{ route, place: '', what: 'is gone', breaking: true }];
      return compareOperations(operation, now, sides).map((change) => ({ route, ...change }));
    }),
    ...[...news.keys()]
      .filter((route) => !known.has(route))
      .map((route) => ({ route, place: '', what: 'is new', breaking: false })),
  ];
}
