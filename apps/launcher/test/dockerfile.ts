import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../src/checkout.js';
import { nodeBinary } from '../src/node-binary.js';

const run = promisify(execFile);

interface Stage {
  readonly name: string;
  readonly steps: readonly { readonly instruction: string; readonly text: string }[];
}

/**
 * Follows the Dockerfile without Docker, as far as files go: COPY and RUN are done in a folder for each stage, with
 * the arguments given; the rest (user, ports, health check) says how the image runs, not what is in it.
 */
export class Dockerfile {
  private constructor(
    private readonly stages: readonly Stage[],
    private readonly args: Readonly<Record<string, string>>,
  ) {}

  static async read(args: Readonly<Record<string, string>>): Promise<Dockerfile> {
    const text = await readFile(join(checkout, 'docker/Dockerfile'), 'utf8');
    const steps = text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.trim() && !line.startsWith('#'))
      .map((line) => ({ instruction: line.split(' ', 1)[0] ?? '', text: line.replace(/^\w+\s+/, '') }));
    const stages: { name: string; steps: (typeof steps)[number][] }[] = [];
    for (const step of steps) {
      if (step.instruction === 'FROM')
        stages.push({ name: /AS (\w+)$/.exec(step.text)?.[1] ?? '', steps: [] });
      else stages.at(-1)?.steps.push(step);
    }
    return new Dockerfile(stages, args);
  }

  /** Makes in `folders[name]` what the stage has in its working directory; the stages that it copies from are there. */
  async make(name: string, folders: Readonly<Record<string, string>>): Promise<void> {
    const folder = folders[name] ?? '';
    const { steps, root } = this.stage(name);
    for (const { instruction, text } of steps) {
      if (instruction === 'COPY') await this.#copy(this.#filledIn(text), folder, folders, root);
      if (instruction === 'RUN') await this.#run(text.replace(/^(--\S+\s+)+/, ''), folder);
    }
  }

  /** Makes in `dist` what the build stage builds; the workspace, where everything is installed, stands for its folder. */
  async build(dist: string): Promise<void> {
    for (const { instruction, text } of this.stage('build').steps) {
      if (instruction === 'RUN' && !text.endsWith('npm ci')) await this.#run(text, checkout, { DIST: dist });
    }
  }

  /** The files and folders of the workspace that any stage copies, in order. */
  takenFromContext(): string[] {
    const copies = this.stages.flatMap(({ steps }) =>
      steps.filter(({ instruction }) => instruction === 'COPY'),
    );
    const taken = copies
      .filter(({ text }) => !text.startsWith('--from='))
      .flatMap(({ text }) => text.split(/\s+/).slice(0, -1));
    return [...new Set(taken)].sort();
  }

  /** The command that the image runs. */
  command(name: string): string[] {
    const command = this.stage(name).steps.findLast(({ instruction }) => instruction === 'CMD');
    return JSON.parse(command?.text ?? '[]') as string[];
  }

  stage(name: string): Stage & { readonly root: string } {
    const stage = this.stages.find((one) => one.name === name);
    const root = stage?.steps.find(({ instruction }) => instruction === 'WORKDIR')?.text;
    if (!stage || !root) throw new Error(`the Dockerfile has no stage ${name} with a WORKDIR`);
    return { ...stage, root };
  }

  get env(): NodeJS.ProcessEnv {
    const path = [join(checkout, 'node_modules/.bin'), dirname(nodeBinary()), process.env['PATH']];
    return { ...process.env, ...this.args, PATH: path.join(delimiter) };
  }

  async #copy(text: string, folder: string, folders: Readonly<Record<string, string>>, root: string) {
    const words = text.split(/\s+/);
    const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
    const context = from ? folders[from] : checkout;
    if (!context) throw new Error(`COPY ${text}: nothing stands for the stage ${from}`);
    const target = words.pop() ?? '';
    for (const word of words) {
      const source = join(context, from ? relative(root, word) : word);
      const whole = target === './' && word !== root;
      await mkdir(join(folder, dirname(target)), { recursive: true });
      await cp(source, join(folder, target, whole ? basename(word) : ''), { recursive: true });
    }
  }

  async #run(command: string, folder: string, more: NodeJS.ProcessEnv = {}): Promise<void> {
    // What another build has fetched already is taken from npm's cache.
    const env = { ...this.env, npm_config_prefer_offline: 'true', ...more };
    await run('sh', ['-c', command], { cwd: folder, env });
  }

  #filledIn(text: string): string {
    return text.replace(/\$\{?(\w+)\}?/g, (_, name: string) => this.args[name] ?? '');
  }
}
