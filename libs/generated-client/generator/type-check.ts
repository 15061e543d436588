import { dirname } from 'node:path';
import ts from 'typescript';

/** Checks the sources of one project, some files of which are as a test says. */
export class TypeCheck {
  readonly #options: ts.CompilerOptions;
  readonly #files: readonly string[];
  readonly #parsed = new Map<string, ts.SourceFile | undefined>();

  /** Of the project that a configuration describes: all that it includes, or these files alone. */
  constructor(configuration: string, files?: readonly string[]) {
    const { config } = ts.readConfigFile(configuration, ts.sys.readFile);
    const project = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configuration));
    this.#options = project.options;
    this.#files = files ?? project.fileNames;
  }

  /** What the compiler says where the files that `replaced` names have its texts. */
  complaints(replaced: ReadonlyMap<string, string>): string[] {
    const host = ts.createCompilerHost(this.#options);
    const { readFile, getSourceFile } = host;
    host.readFile = (name) => replaced.get(name) ?? readFile(name);
    host.getSourceFile = (name, ...rest) => {
      const text = replaced.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
      // The declarations of a browser are most of the work, and the same every time.
      if (!this.#parsed.has(name)) this.#parsed.set(name, getSourceFile(name, ...rest));
      return this.#parsed.get(name);
    };
    const program = ts.createProgram([...this.#files], this.#options, host);
    return this.#files
      .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
}
