import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { type Coding, strongETag } from '@frontdesk/caching';

/** One file of the built shop, in every coding that the build left beside it. */
export interface BuiltFile {
  readonly type: string;
  readonly bytes: Readonly<Partial<Record<Coding, Buffer>>> & { readonly identity: Buffer };
  readonly etag: string;
}

/** The built shop: its document, and the other files by their path in the address. */
export interface BuiltStorefront {
  readonly document: BuiltFile;
  readonly files: ReadonlyMap<string, BuiltFile>;
}

const DOCUMENT = 'index.html';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
const CODED: readonly [Coding, string][] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/**
 * Reads all of a built shop, which is small, into memory; undefined where the folder holds none. So a request never
 * names a file, and a gateway that runs shows one whole shop even while another is built into the folder.
 */
export function builtStorefront(folder: string): BuiltStorefront | undefined {
  if (!existsSync(join(folder, DOCUMENT))) return undefined;
  const files = new Map<string, BuiltFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).replaceAll('\\', '/')}`, fileAt(path, type));
  }
  const document = files.get(`/${DOCUMENT}`);
  files.delete(`/${DOCUMENT}`);
  return document && { document, files };
}

function fileAt(path: string, type: string): BuiltFile {
  const identity = readFileSync(path);
  const coded = CODED.filter(([, suffix]) => existsSync(path + suffix)).map(
    ([coding, suffix]) => [coding, readFileSync(path + suffix)] as const,
  );
  return { type, bytes: { ...Object.fromEntries(coded), identity }, etag: strongETag(identity) };
}
