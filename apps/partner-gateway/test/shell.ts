import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command printed. */
interface Printed {
  readonly text: string;
  /** The status of the last answer that curl got; 0 where curl was not run. */
  readonly status: number;
  /** What its `Retry-After` says; 0 where it has none. */
  readonly retryAfterS: number;
}

/** A shell that keeps its variables from one command to the next, as that of a reader who copies examples does. */
export class Shell implements Disposable {
  private constructor(
    private readonly bash: ChildProcessWithoutNullStreams,
    private readonly home: string,
  ) {}

  /** In the root of the workspace, with these variables. */
  static open(variables: Readonly<Record<string, string>>): Shell {
    const home = mkdtempSync(join(tmpdir(), 'frontdesk-shell-'));
    // Beside the examples, which stay as they are: curl tells of an answer's head too, and no progress.
    writeFileSync(
      join(home, '.curlrc'),
      String.raw`silent
show-error
write-out = "\n%{stderr}status %{http_code} %header{retry-after}\n"`,
    );
    const env = { PATH: process.env['PATH'], HOME: home, CURL_HOME: home, ...variables };
    return new Shell(spawn('bash', ['--noprofile', '--norc'], { env }), home);
  }

  /** Runs a command as it stands; throws what it complains of where it fails. */
  async run(command: string): Promise<Printed> {
    const mark = randomUUID();
    this.bash.stdin.write(`${command}\necho "${mark} $?"; echo "${mark}" >&2\n`);
    const [out, complaints] = await Promise.all([
      read(this.bash.stdout, new RegExp(`${mark} \\d+\\n`)),
      read(this.bash.stderr, new RegExp(`${mark}\\n`)),
    ]);
    const [text = '', code = ''] = out.split(`${mark} `);
    if (code.trim() !== '0') throw new Error(`${command}\n${text}\n${complaints}`);
    const [, status, retryAfter] = [...complaints.matchAll(/status (\d+) (\d*)/g)].at(-1) ?? [];
    return { text, status: Number(status ?? 0), retryAfterS: Number(retryAfter ?? 0) };
  }

  [Symbol.dispose](): void {
    this.bash.kill();
    rmSync(this.home, { recursive: true, force: true });
  }
}

function read(stream: NodeJS.ReadableStream, until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: Buffer): void => {
      text += chunk.toString();
      if (!until.test(text)) return;
      stream.off('data', take).off('end', ended);
      resolve(text);
    };
    const ended = (): void => reject(new Error(`the shell ended: ${text}`));
    stream.on('data', take).on('end', ended);
  });
}
