import { rmSync } from 'node:fs';
import type { RunningGateway } from '@frontdesk/gateway';
import {
  databaseFolder,
  shopForTests,
  type TestShop,
  tokenIssuer,
  type TokenIssuer,
} from '@frontdesk/testing';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startPartnerGateway } = await import('../src/start-partner-gateway.js');

const AUDIENCE = 'urn:frontdesk:partner-gateway';

/** The gateway on free ports and a database of its own, in front of the real shop and an issuer of tokens. */
export class Stand implements AsyncDisposable {
  private constructor(
    readonly shop: TestShop,
    readonly issuer: TokenIssuer,
    readonly gateway: RunningGateway,
    private readonly folder: string | undefined,
  ) {}

  /** With `DATABASE_URL` among the settings it is on that server, else on an embedded database. */
  static async start(settings: Record<string, string> = {}): Promise<Stand> {
    const [shop, issuer] = await Promise.all([shopForTests(), tokenIssuer()]);
    const ports = { PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent' };
    const folder = settings['DATABASE_URL'] ? undefined : await databaseFolder();
    const database = folder ? { PARTNER_DATA_DIR: folder } : {};
    const env = { ...shop.environment, OIDC_ISSUER: issuer.issuer, ...ports, ...database, ...settings };
    return new Stand(shop, issuer, await startPartnerGateway(env), folder);
  }

  /** Asks the gateway, as somebody where a subject is named. */
  async ask(path: string, subject?: string, init: RequestInit & { scope?: string } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (subject) {
      const { scope = 'products:read orders:read' } = init;
      headers.set(
        'authorization',
        `Bearer ${await this.issuer.mint({ sub: subject, aud: AUDIENCE, scope })}`,
      );
    }
    return fetch(this.gateway.url + path, { ...init, headers });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
    await this.issuer.stop();
    await this.shop[Symbol.asyncDispose]();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}
