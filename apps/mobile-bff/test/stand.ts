import type { RunningGateway } from '@frontdesk/gateway';
import {
  type FakeClock,
  shopForTests,
  type TestShop,
  tokenIssuer,
  type TokenIssuer,
} from '@frontdesk/testing';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startMobileBff } = await import('../src/start-mobile-bff.js');

const AUDIENCE = 'urn:frontdesk:mobile-bff';

interface Options {
  readonly shop?: Record<string, string>;
  readonly wallClock?: FakeClock;
}

/** The gateway on free ports, in front of the real shop and an issuer of tokens. */
export class Stand implements AsyncDisposable {
  private constructor(
    readonly shop: TestShop,
    readonly issuer: TokenIssuer,
    readonly gateway: RunningGateway,
  ) {}

  static async start(
    settings: Record<string, string> = {},
    { shop: shopSettings = {}, ...start }: Options = {},
  ): Promise<Stand> {
    return Stand.before(await shopForTests(shopSettings), settings, start);
  }

  /** The same in front of a shop that runs already, and that ends with it. */
  static async before(
    shop: TestShop,
    settings: Record<string, string> = {},
    start: Pick<Options, 'wallClock'> = {},
  ): Promise<Stand> {
    const issuer = await tokenIssuer();
    const ports = { PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent' };
    const env = { ...shop.environment, OIDC_ISSUER: issuer.issuer, ...ports, ...settings };
    return new Stand(shop, issuer, await startMobileBff(env, start));
  }

  /** Asks the gateway, as somebody where a subject is named. */
  async ask(path: string, subject?: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (subject) {
      headers.set('authorization', `Bearer ${await this.issuer.mint({ sub: subject, aud: AUDIENCE })}`);
    }
    return fetch(this.gateway.url + path, { ...init, headers });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
    await this.issuer.stop();
    await this.shop[Symbol.asyncDispose]();
  }
}
