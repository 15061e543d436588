import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const BUILT = join(process.cwd(), 'dist/apps/checkout/main.js');
const START_WITHIN_MS = 30_000;
/** An embedded database runs as V8 compiles it first: to compile it better costs more than a few statements win back. */
const QUICK_TO_START = '--liftoff-only';
/** Shorter than callers are told to wait, and long enough to leave the machine to others. */
const ASK_AGAIN_MS = 50;

/** What a caller gets. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly id: string;
    readonly status: string | number;
    readonly order: { readonly id: string; readonly status: string; readonly total: { amount: number } };
    readonly reason?: string;
    readonly errors?: readonly { in: string; field: string }[];
  };
}

/** A purchase as a gateway asks for it. */
export interface Purchase {
  readonly user?: string;
  readonly key?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** The built checkout in a process of its own, on free ports. */
export class CheckoutProcess implements AsyncDisposable {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly managementUrl: string,
  ) {}

  static async start(settings: Record<string, string>): Promise<CheckoutProcess> {
    const { child, said } = CheckoutProcess.spawn(settings);
    const [ready] = (await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) }),
      once(child, 'exit').then(() => Promise.reject(new Error(`the checkout did not start: ${said.errors}`))),
    ])) as [{ url: string; managementUrl: string }];
    return new CheckoutProcess(child, ready.url, ready.managementUrl);
  }

  /** For what is not to start: the exit code, and what it said of it. */
  static async refusal(settings: Record<string, string>): Promise<{ code: number | null; errors: string }> {
    const { child, said } = CheckoutProcess.spawn(settings);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, errors: said.errors };
  }

  private static spawn(settings: Record<string, string>) {
    if (!existsSync(BUILT)) throw new Error('the checkout is not built: npm run build');
    const child = spawn(process.execPath, [QUICK_TO_START, '--enable-source-maps', BUILT], {
      env: { PATH: process.env['PATH'], PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent', ...settings },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const said = { errors: '' };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.errors += text));
    return { child, said };
  }

  async purchase({ user = 'alice', key = 'k', body, headers }: Purchase): Promise<Answered> {
    return this.#ask(`${this.url}/checkouts`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(user && { 'x-user-id': user }),
        ...headers,
      },
      body: JSON.stringify(body ?? { paymentMethodId: `pm-${user}-1` }),
    });
  }

  /** Asks for a purchase until it is over: repeats while it is still running, or could not be finished yet. */
  async purchaseToTheEnd(purchase: Purchase, withinMs = 10_000): Promise<Answered> {
    const end = performance.now() + withinMs;
    for (;;) {
      const answered = await this.purchase(purchase);
      if (![409, 503, 504].includes(answered.status) || performance.now() > end) return answered;
      await pause(ASK_AGAIN_MS);
    }
  }

  byId(id: string, user = 'alice'): Promise<Answered> {
    return this.#ask(`${this.url}/checkouts/${id}`, { headers: { 'x-user-id': user } });
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** `kill -9`: nothing in the process gets to know. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async ended(): Promise<number | null> {
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #ask(url: string, request: RequestInit): Promise<Answered> {
    const { status, headers, ...answer } = await fetch(url, request).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answered['body'],
    }));
    return { status, headers, ...answer };
  }
}
