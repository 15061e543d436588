import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  freePort,
  shopForTests,
  TestCheckout,
  type TestShop,
  tokenIssuer,
  type TokenIssuer,
} from '@frontdesk/testing';

const BUILT = join(process.cwd(), 'dist/apps/mobile-bff/main.js');
const START_WITHIN_MS = 15_000;
const AUDIENCE = 'urn:frontdesk:mobile-bff';
/** What the gateway lets a purchase take; ample, as the machine may be busy. */
const PURCHASE_MS = '15000';

/** The built mobile-bff in a process of its own, in front of the real shop, the real checkout and an issuer of tokens. */
export class Stand implements AsyncDisposable {
  private constructor(
    readonly url: string,
    readonly shop: TestShop,
    readonly issuer: TokenIssuer,
    private readonly checkout: TestCheckout,
    private readonly process: ChildProcess,
  ) {}

  /** Where nothing is bought, it is sooner there without the checkout. */
  static async start({ withCheckout = true } = {}): Promise<Stand> {
    if (!existsSync(BUILT)) throw new Error('mobile-bff is not built: npm run build');
    const [shop, issuer, port] = await Promise.all([shopForTests(), tokenIssuer(), freePort()]);
    const checkout = new TestCheckout(port);
    if (withCheckout) await checkout.start(shop.environment);
    const child = spawn(process.execPath, ['--enable-source-maps', BUILT], {
      env: {
        PATH: process.env['PATH'],
        ...shop.environment,
        CHECKOUT_URL: checkout.url,
        CHECKOUT_DEADLINE_MS: PURCHASE_MS,
        CHECKOUT_ATTEMPT_TIMEOUT_MS: PURCHASE_MS,
        OIDC_ISSUER: issuer.issuer,
        PORT: '0',
        MANAGEMENT_PORT: '0',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [{ url }] = (await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) }),
      once(child, 'exit').then(() => {
        throw new Error('mobile-bff ended before it was ready');
      }),
    ])) as [{ url: string }];
    return new Stand(url, shop, issuer, checkout, child);
  }

  /** A token of somebody, or one that is over. */
  token(subject: string, { over = false } = {}): Promise<string> {
    const exp = Math.floor(Date.now() / 1_000) + (over ? -3_600 : 300);
    return this.issuer.mint({ sub: subject, aud: AUDIENCE, exp });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await ended;
    }
    await this.checkout[Symbol.asyncDispose]();
    await this.issuer.stop();
    await this.shop[Symbol.asyncDispose]();
  }
}
