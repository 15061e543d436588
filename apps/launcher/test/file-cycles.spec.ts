import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { checkout } from '../src/checkout.js';

/** `import … from`, `export … from` and `import '…'` of a file beside it; what only names types is gone at run time. */
const RELATIVE_IMPORT = /^(?:import|export)\s(?!type\s)(?:[^'";]*\sfrom\s)?['"](\.{1,2}\/[^'"]+)['"]/gm;

type Imports = ReadonlyMap<string, readonly string[]>;

function importsOf(files: readonly string[]): Imports {
  return new Map(
    files.map((file) => {
      const found = [...readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)];
      return [file, found.map(([, target = '']) => join(dirname(file), target))];
    }),
  );
}

/** The first cycle that is found, from a file back to itself; TypeScript is imported by the name that it is built to. */
export function findCycle(imports: Imports): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of imports.get(file) ?? []) {
      const cycle = visit(imports.has(target) ? target : target.replace(/\.js$/, '.ts'), [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe('the source files', () => {
  it('import each other in no circle', () => {
    const files = globSync('{apps,libs}/*/{src,test}/**/*.{ts,js}', { cwd: checkout }).map((file) =>
      join(checkout, file),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(findCycle(importsOf(files))?.map((file) => relative(checkout, file))).toBeUndefined();
  });

  it('would be found out if they did', () => {
    const circle = new Map([
      ['a.js', ['b.js']],
      ['b.ts', ['c.js', 'd.js']],
      ['c.ts', []],
      ['d.ts', ['b.js']],
    ]);
    expect(findCycle(circle)).toEqual(['b.ts', 'd.ts', 'b.ts']);
  });
});
