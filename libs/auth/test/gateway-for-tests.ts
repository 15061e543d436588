import { attachContext, CallerGone, contextOf, Deadline, RequestContext } from '@frontdesk/request-context';
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  Module,
  Req,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AuthenticationGuard,
  AuthModule,
  AuthorizationGuard,
  type GatewayIdentity,
  Public,
  Scopes,
} from '../src/index.js';

/** A gateway with an edge, the two guards, and routes that say who is calling. */
export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  /** The paths of the requests that reached a handler. */
  readonly letThrough: string[];
  get(path: string, token?: string): Promise<Response>;
}

const TRACE = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: false };
const STATUSES: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  KEYS_UNAVAILABLE: 503,
};

export async function gatewayForTests(identity: GatewayIdentity, deadlineMs = 1_000): Promise<TestGateway> {
  const letThrough: string[] = [];
  const say = (path: string, request: Asked) => {
    letThrough.push(path);
    const { principal, bearerToken } = contextOf(request.raw);
    return { ...principal, scopes: [...principal.scopes], token: bearerToken ?? null };
  };

  @Controller()
  class Routes {
    @Get('private') private(@Req() request: Asked) {
      return say('private', request);
    }
    @Get('public') @Public() public(@Req() request: Asked) {
      return say('public', request);
    }
    @Get('orders') @Scopes('orders:read') orders(@Req() request: Asked) {
      return say('orders', request);
    }
  }

  @Module({
    imports: [AuthModule.forGateway(identity)],
    controllers: [Routes],
    providers: [
      { provide: APP_FILTER, useClass: StatusFilter },
      { provide: APP_GUARD, useExisting: AuthenticationGuard },
      { provide: APP_GUARD, useExisting: AuthorizationGuard },
    ],
  })
  class TestModule {}

  const adapter = new FastifyAdapter({ forceCloseConnections: true });
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort(new CallerGone()));
    attachContext(request.raw, new RequestContext('r', TRACE, Deadline.in(deadlineMs), gone.signal));
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, adapter, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    letThrough,
    get: (path, token) =>
      fetch(`${url}/${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

interface Asked {
  readonly raw: object;
}

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: object): void;
}

/** Reads what is thrown as the gateways' problem filter does: by `code` and `challenge` alone. */
@Catch()
class StatusFilter implements ExceptionFilter {
  catch(error: { code?: string; challenge?: string; message: string }, host: ArgumentsHost) {
    const reply = host.switchToHttp().getResponse<Reply>();
    if (error.challenge) reply.header('www-authenticate', error.challenge);
    reply.code(STATUSES[error.code ?? ''] ?? 500).send({ detail: error.message });
  }
}
