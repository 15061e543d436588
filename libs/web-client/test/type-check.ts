import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const library = fileURLToPath(new URL('..', import.meta.url));
const config = ts.readConfigFile(`${library}tsconfig.json`, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, dirname(`${library}tsconfig.json`));

/** Checks files against the sources of this workspace, some of which are as `replaced` says; yields the complaints. */
export class TypeCheck {
  readonly #parsed = new Map<string, ts.SourceFile | undefined>();

  run(files: readonly string[], replaced: ReadonlyMap<string, string>): string[] {
    const host = ts.createCompilerHost(options);
    const { readFile, getSourceFile } = host;
    host.readFile = (name) => replaced.get(name) ?? readFile(name);
    host.getSourceFile = (name, ...rest) => {
      const text = replaced.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
      // The declarations of a browser are most of the work, and the same every time.
      if (!this.#parsed.has(name)) this.#parsed.set(name, getSourceFile(name, ...rest));
      return this.#parsed.get(name);
    };
    const program = ts.createProgram([...files], options, host);
    return files
      .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
}
