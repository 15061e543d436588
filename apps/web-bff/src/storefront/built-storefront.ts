import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { type Coding, strongETag } from '@frontdesk/caching';
import { z } from 'zod';

/** One file of the built shop, in every coding that the build left beside it. */
export interface BuiltFile {
  readonly type: string;
  readonly bytes: Readonly<Partial<Record<Coding, Buffer>>> & { readonly identity: Buffer };
  readonly etag: string;
}

/** The built shop: its document and the pages that it shows, and the other files by their path in the address. */
export interface BuiltStorefront {
  readonly document: BuiltFile;
  /** Paths as the router writes them, such as `/products/:id`. */
  readonly pages: readonly string[];
  readonly files: ReadonlyMap<string, BuiltFile>;
}

const DOCUMENT = 'index.html';
const PAGES_FILE = 'pages.json';
/** No page is where the gateway's own routes are, or at more than one path. */
const Pages = z
  .array(z.string().regex(/^\/(?!(?:api|bff)(?:\/|$))(?:[a-z-]+(?:\/(?:[a-z-]+|:[a-z]+))*)?$/))
  .min(1);
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
 * names a file, and a gateway that runs shows one whole shop even while another is built into the folder. Throws where
 * the shop does not tell its pages.
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
  return document && { document, pages: pagesIn(join(folder, PAGES_FILE)), files };
}

function pagesIn(file: string): readonly string[] {
  try {
    return Pages.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`STOREFRONT_DIR: ${file} does not tell the paths of the shop's pages`, { cause });
  }
}

function fileAt(path: string, type: string): BuiltFile {
  const identity = readFileSync(path);
  const coded = CODED.filter(([, suffix]) => existsSync(path + suffix)).map(
    ([coding, suffix]) => [coding, readFileSync(path + suffix)] as const,
  );
  return { type, bytes: { ...Object.fromEntries(coded), identity }, etag: strongETag(identity) };
}
