import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Visitor } from '../visitor.js';

const BUILT = join(process.cwd(), 'dist/apps/identity/main.js');
const START_WITHIN_MS = 15_000;

/** The sample identity provider in a process of its own, with fresh data. */
export class TestIdentity implements AsyncDisposable {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly issuer: string,
  ) {}

  /** Starts the built provider, for a gateway at this address. */
  static async start(webBff: string, settings: Record<string, string> = {}): Promise<TestIdentity> {
    if (!existsSync(BUILT)) throw new Error('the identity provider is not built: npm run build');
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-identity-'));
    const child = spawn(process.execPath, [BUILT], {
      env: {
        PATH: process.env['PATH'],
        IDENTITY_DATA_DIR: folder,
        IDENTITY_PORT: '0',
        WEB_BFF_URLS: webBff,
        ...settings,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const signal = AbortSignal.timeout(START_WITHIN_MS);
    const [{ issuer }] = (await once(child, 'message', { signal })) as [{ issuer: string }];
    return new TestIdentity(child, folder, issuer);
  }

  /** Where it leaves the secret of web-bff. */
  get secretFile(): string {
    return join(this.folder, 'web-bff.secret');
  }

  /** Logs in as a browser does, from where a gateway sent it to where it is sent back. */
  async approve(question: URL, name: string, browser = new Visitor(this.issuer)): Promise<URL> {
    const form = await this.#follow(browser, await browser.open(question));
    const action = /action="([^"]+)"/.exec(await form.text())?.[1] ?? '';
    const body = new URLSearchParams({ login: name, password: name });
    const answer = await this.#follow(browser, await browser.open(action, { method: 'POST', body }));
    return new URL(answer.headers.get('location') ?? '');
  }

  /** Logs out there, as somebody who says yes to it. */
  async logOut(browser: Visitor): Promise<void> {
    const page = await (await browser.open('/session/end')).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    await browser.open('/session/end/confirm', { method: 'POST', body });
  }

  /** The first answer that does not lead on within the provider. */
  async #follow(browser: Visitor, answer: Response): Promise<Response> {
    const location = answer.headers.get('location');
    if (location === null || new URL(location, this.issuer).origin !== this.issuer) return answer;
    return this.#follow(browser, await browser.open(location));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
