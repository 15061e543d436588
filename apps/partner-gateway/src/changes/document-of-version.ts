import type { ApiDocument } from './api-document.js';

/** The document of one version: its paths, and of everything else what these use. What depends on where it runs is left out. */
export function documentOfVersion(document: ApiDocument, version: string): ApiDocument {
  const paths = Object.entries(document.paths)
    .filter(([path]) => path.startsWith(`/${version}/`))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const operations = paths.flatMap(([, item]) => Object.values(item));
  const tags = new Set(operations.flatMap(({ tags = [] }) => tags));
  return {
    openapi: document.openapi,
    info: { ...document.info, version },
    paths: Object.fromEntries(paths),
    components: {
      ...usedComponents(document, paths),
      securitySchemes: withoutAddresses(
        document,
        operations.flatMap(({ security = [] }) => security.flatMap((each) => Object.keys(each))),
      ),
    },
    tags: (document.tags ?? []).filter(({ name }) => tags.has(name)),
  };
}

/** What is referred to, and what that refers to, by kind and name in alphabetical order. */
function usedComponents(
  { components = {} }: ApiDocument,
  from: unknown,
): Record<string, Record<string, object>> {
  const found = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, reference = ''] of JSON.stringify(part).matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
      if (found.has(reference)) continue;
      found.add(reference);
      const [kind = '', name = ''] = reference.split('/');
      follow(components[kind]?.[name] ?? {});
    }
  };
  follow(from);
  const used: Record<string, Record<string, object>> = {};
  for (const reference of [...found].sort()) {
    const [kind = '', name = ''] = reference.split('/');
    (used[kind] ??= {})[name] = components[kind]?.[name] ?? {};
  }
  return used;
}

/** Where tokens are to be had is another address on every machine. */
function withoutAddresses(
  { components = {} }: ApiDocument,
  names: readonly string[],
): Record<string, object> {
  const schemes = Object.entries(components['securitySchemes'] ?? {}).filter(([name]) =>
    names.includes(name),
  );
  return JSON.parse(
    JSON.stringify(Object.fromEntries(schemes), (key, value: unknown) =>
      key === 'tokenUrl' ? '/token' : value,
    ),
  ) as Record<string, object>;
}
