import { type ApiDocument, type Operation, routesOf } from './api-document.js';
import type { Change } from './change.js';
import { compareDocuments } from './compare-documents.js';
import { documentOfVersion } from './document-of-version.js';

/** An operation of the older version, what it is in the newer one, and what is different. */
interface Moved {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
}

interface Moving {
  readonly changed: readonly Moved[];
  /** The operations of the older version of which only the path is different. */
  readonly same: readonly string[];
}

/** What is different for a caller who moves from one version to another; `moved` names paths that have another name. */
export function changesBetweenVersions(
  document: ApiDocument,
  from: string,
  to: string,
  moved: Readonly<Record<string, string>> = {},
): Moving {
  const newer = anonymous(documentOfVersion(document, to), (path) => path);
  const pathIn = (path: string): string => {
    const rest = path.slice(from.length + 1);
    const [prefix, name] = Object.entries(moved).find(([each]) => `${rest}/`.startsWith(`${each}/`)) ?? [
      '',
      '',
    ];
    return `/${to}${name}${rest.slice(prefix.length)}`;
  };
  const all = routesOf(documentOfVersion(document, from)).map(({ route, path, method, operation }) => {
    const after = `${method.toUpperCase()} ${pathIn(path)}`;
    const older = anonymous(
      { ...documentOfVersion(document, from), paths: { [path]: { [method]: operation } } },
      pathIn,
    );
    const changes = compareDocuments(older, newer).filter((change) => change.route === after);
    return { before: route, after, changes };
  });
  return {
    changed: all.filter(
      ({ before, after, changes }) => changes.length > 0 || before.replace(from, to) !== after,
    ),
    same: all
      .filter(({ before, after, changes }) => changes.length === 0 && before.replace(from, to) === after)
      .map(({ before }) => before),
  };
}

/** Without what belongs to a version and not to what it does: names of operations, and how it ends. */
function anonymous(document: ApiDocument, pathIn: (path: string) => string): ApiDocument {
  const entries = Object.entries(document.paths).map(([path, item]) => [
    pathIn(path),
    Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, unnamed(operation)])),
  ]);
  return { ...document, paths: Object.fromEntries(entries) as ApiDocument['paths'] };
}

const OF_ENDING = new Set(['Deprecation', 'Sunset', 'Link']);

function unnamed({ operationId: _, deprecated: __, ...operation }: Operation): Operation {
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const headers = Object.entries(response.headers ?? {}).filter(([name]) => !OF_ENDING.has(name));
    return [status, { ...response, ...(response.headers && { headers: Object.fromEntries(headers) }) }];
  });
  return { ...operation, responses: Object.fromEntries(responses) as Operation['responses'] };
}
