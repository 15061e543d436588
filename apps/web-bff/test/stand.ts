import type { RunningGateway } from '@frontdesk/gateway';
import { type OpenIdProvider, openIdProvider, shopForTests, type TestShop } from '@frontdesk/testing';
import { Visitor } from './visitor.js';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startWebBff } = await import('../src/start-web-bff.js');

/** Somebody who is logged in. */
export interface LoggedIn {
  /** The `Cookie` header of the browser. */
  readonly cookie: string;
  /** Asks as a page of the shop does. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** The gateway on free ports, in front of the real shop and an OpenID provider. */
export class Stand implements AsyncDisposable {
  readonly #loggedIn = new Map<string, Promise<LoggedIn>>();
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly shop: TestShop,
    readonly provider: OpenIdProvider,
    readonly gateway: RunningGateway,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Stand> {
    const [shop, provider] = await Promise.all([shopForTests(), openIdProvider()]);
    const env = { ...shop.environment, ...gatewaySettings(provider), ...settings };
    return new Stand(shop, provider, await startWebBff(env));
  }

  /** Asks the gateway as a page of the shop does: where a subject is named, of one who is logged in, which they stay. */
  async ask(path: string, subject?: string, init: RequestInit = {}): Promise<Response> {
    if (subject === undefined) return askWith({}, this.gateway.url + path, init);
    let loggedIn = this.#loggedIn.get(subject);
    if (!loggedIn) this.#loggedIn.set(subject, (loggedIn = this.logIn(subject)));
    return (await loggedIn).ask(path, init);
  }

  /** Logs somebody in anew, through the real routes. */
  logIn(subject: string): Promise<LoggedIn> {
    // One after another: the provider lets in whoever it is told.
    const loggedIn = this.#turn.then(() => logIn(this.gateway, this.provider, subject));
    this.#turn = loggedIn.catch(() => undefined);
    return loggedIn;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
    await this.provider.stop();
    await this.shop[Symbol.asyncDispose]();
  }
}

/** What a gateway of a test is told besides where its upstreams are. */
export function gatewaySettings(provider: OpenIdProvider): Record<string, string> {
  return {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    PORT: '0',
    MANAGEMENT_PORT: '0',
    LOG_LEVEL: 'silent',
  };
}

/** Logs somebody in at a gateway as a browser does. */
export async function logIn(
  gateway: Pick<RunningGateway, 'url'>,
  provider: OpenIdProvider,
  subject: string,
): Promise<LoggedIn> {
  provider.user = subject;
  const visitor = new Visitor(gateway.url);
  await visitor.logIn();
  const cookie = [...visitor.cookies].map((each) => each.join('=')).join('; ');
  return { cookie, ask: (path, init = {}) => askWith({ cookie }, gateway.url + path, init) };
}

function askWith(known: Record<string, string>, url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers({ 'x-csrf': '1', ...known });
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return fetch(url, { redirect: 'manual', ...init, headers });
}
