import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { RunningGateway } from '@frontdesk/gateway';
import { type FakeUpstream, fakeUpstream, type OpenIdProvider, openIdProvider } from '@frontdesk/testing';
import { Visitor } from './visitor.js';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startWebBff } = await import('../src/start-web-bff.js');
const { upstreams } = await import('../src/upstreams.js');

/** What the gateway answered, as it saw it: browsers do not tell of everything that they were refused. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly allowedOrigin: unknown;
}

/** The gateway between an OpenID provider and one fake upstream that stands for all, so that nothing goes unseen. */
export class SessionStand implements AsyncDisposable {
  readonly answered: Answered[] = [];

  private constructor(
    readonly provider: OpenIdProvider,
    readonly upstream: FakeUpstream,
    readonly gateway: RunningGateway,
    /** What the gateway was started with. */
    readonly environment: Readonly<Record<string, string>>,
  ) {
    const server = gateway.app.getHttpServer() as unknown as Server;
    server.on('request', ({ method = '', url = '' }: IncomingMessage, response: ServerResponse) => {
      response.once('finish', () => {
        const allowedOrigin = response.getHeader('access-control-allow-origin');
        const path = url.split('?')[0] ?? '';
        this.answered.push({ method, path, status: response.statusCode, allowedOrigin });
      });
    });
  }

  static async start(settings: Record<string, string> = {}, providerHost?: string): Promise<SessionStand> {
    const [provider, upstream] = await Promise.all([openIdProvider(providerHost), fakeUpstream()]);
    const urls = Object.keys(upstreams).map((name) => [`${name.toUpperCase()}_URL`, upstream.url]);
    const environment = {
      ...(Object.fromEntries(urls) as Record<string, string>),
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      PORT: '0',
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'silent',
      // A suite asks more often than a browser does.
      RATE_LIMIT: '1000000/60s',
      ...settings,
    };
    return new SessionStand(provider, upstream, await startWebBff(environment), environment);
  }

  visitor(): Visitor {
    return new Visitor(this.gateway.url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
    await Promise.all([this.provider.stop(), this.upstream[Symbol.asyncDispose]()]);
  }
}
