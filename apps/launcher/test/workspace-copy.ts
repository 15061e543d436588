import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { checkout } from '../src/checkout.js';
import { nodeBinary } from '../src/node-binary.js';

const NOT_COPIED = new Set(['node_modules', 'dist', '.nx', '.git', '.data']);

/** A source text as if it stood in a file of the workspace. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** What ESLint says of one source: the rules broken, each with its message. */
export type Complaints = readonly { readonly rule: string; readonly message: string }[];

/** The workspace's sources in a folder of their own, where a test may do to them what it likes. */
export class WorkspaceCopy implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  static async make(): Promise<WorkspaceCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'frontdesk-workspace-'));
    await cp(checkout, folder, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
    const packages = join(checkout, 'node_modules');
    await mkdir(join(folder, 'node_modules'));
    for (const name of await readdir(packages)) {
      // Our own are linked by npm to their folders: in the copy they would lead back to the original.
      if (name !== '@frontdesk') await symlink(join(packages, name), join(folder, 'node_modules', name));
    }
    return new WorkspaceCopy(folder);
  }

  async write({ file, text }: Source): Promise<void> {
    await mkdir(dirname(join(this.folder, file)), { recursive: true });
    await writeFile(join(this.folder, file), text);
  }

  /** Lints sources that need not exist, with the workspace's own configuration and project graph. */
  async lint(sources: readonly Source[]): Promise<Complaints[]> {
    await this.#run(['node_modules/.bin/nx', 'show', 'projects']);
    const answer = await this.#run(['apps/launcher/test/lint-sources.js'], JSON.stringify(sources));
    return JSON.parse(answer) as Complaints[];
  }

  async #run(args: readonly string[], input = ''): Promise<string> {
    // Jest's own settings would make Nx believe that it is being tested.
    const { JEST_WORKER_ID: _, NODE_ENV: __, NX_WORKSPACE_ROOT: ___, ...inherited } = process.env;
    const env = { ...inherited, NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: this.folder };
    const child = spawn(nodeBinary(), args, { cwd: this.folder, env });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${errors}${output}`);
    return output;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
