import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from './self-times.js';

/** Where a function is, and to whom it belongs: a library or app of ours, a package, a module of Node. */
export interface Place {
  readonly owner: string;
  readonly where: string;
}

const PACKAGES = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)/;
const OURS = /^((?:libs|apps)\/[^/]+)\//;
const OF_NODE = /^node:(?:internal\/)?([^/]+)/;

/** Finds the place of a function by its file, through the source map where it was bundled. */
export function placeFinder(): (frame: Frame) => Place {
  const maps = new Map<string, SourceMap | undefined>();
  return ({ functionName, url, lineNumber, columnNumber }) => {
    if (url === '') return { owner: functionName.startsWith('(') ? functionName : 'V8', where: '' };
    const [, module] = OF_NODE.exec(url) ?? [];
    if (module) return { owner: `node:${module}`, where: `${url}:${lineNumber + 1}` };
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    const [, name, inside] = PACKAGES.exec(file) ?? [];
    if (name) return { owner: name, where: `${name}/${inside}:${lineNumber + 1}` };

    if (!maps.has(file)) maps.set(file, mapOf(file));
    const origin = maps.get(file)?.findOrigin(lineNumber + 1, columnNumber + 1);
    if (!origin || !('fileName' in origin)) return { owner: relative('', file), where: '' };
    const source = relative('', resolve(dirname(file), origin.fileName.replace(/^file:\/\//, '')));
    return { owner: OURS.exec(source)?.[1] ?? source, where: `${source}:${origin.lineNumber}` };
  };
}

function mapOf(file: string): SourceMap | undefined {
  const map = `${file}.map`;
  return existsSync(map) ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))) : undefined;
}
