import { Public } from '@frontdesk/auth';
import { attachContext, Deadline, RequestContext, systemClock } from '@frontdesk/request-context';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ForgeryCheck, NoForgeryCheck } from '../../src/session/forgery/forgery-check.js';
import { ForgeryGuard } from '../../src/session/forgery/forgery.guard.js';

const { APP_GUARD, NestFactory } = await import('@nestjs/core');
const { FastifyAdapter } = await import('@nestjs/platform-fastify');

type Controllers = (new () => object)[];

/** A gateway with the guard and these routes; rejects where it does not start. */
async function serverWith(...controllers: Controllers) {
  @Module({
    imports: [DiscoveryModule],
    controllers,
    providers: [
      {
        provide: APP_GUARD,
        useFactory: (discovery: DiscoveryService) => new ForgeryGuard(['http://friend.example'], discovery),
        inject: [DiscoveryService],
      },
    ],
  })
  class TestModule {}
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', ({ raw, headers }, _reply, done) => {
      attachContext(raw, contextOfCaller('x-nobody' in headers ? undefined : 'alice'));
      done();
    });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    async ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
      // Not 200 to 299 is the guard's doing: what it throws is nothing that Nest knows.
      return (await fetch(`${url}/${path}`, { method, headers })).ok;
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

function contextOfCaller(id: string | undefined): RequestContext {
  const trace = { traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '1', sampled: false };
  const context = new RequestContext(
    'r',
    trace,
    Deadline.in(1_000, systemClock),
    new AbortController().signal,
  );
  if (id) context.authenticated({ kind: 'user', id, scopes: new Set() });
  return context;
}

@Controller('plain')
class Plain {
  @Get() read() {
    return {};
  }
  @Post() write() {
    return {};
  }
}

@Controller()
class Others {
  @Get('stream') @ForgeryCheck({ header: false, reason: 'browsers open it' }) stream() {
    return {};
  }
  @Get('public') @Public() everybodys() {
    return {};
  }
  @Post('public') @Public() changing() {
    return {};
  }
  @Post('signed') @Public() @NoForgeryCheck('it is signed') signed() {
    return {};
  }
}

const page = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' };

describe('the check against cross-site forgery', () => {
  it('leaves who has no session to be told so, unless another site asks', async () => {
    await using server = await serverWith(Plain);
    const nobody = { 'x-nobody': '1' };
    expect(await server.ask('plain', nobody)).toBe(true);
    expect(await server.ask('plain', { ...nobody, 'sec-fetch-site': 'cross-site' })).toBe(false);
  });

  it('asks every route that declares nothing for X-CSRF: 1, and for the same origin', async () => {
    await using server = await serverWith(Plain);
    for (const method of ['GET', 'POST', 'HEAD']) {
      const ask = (headers: Record<string, string>) => server.ask('plain', headers, method);
      expect(await ask(page)).toBe(true);
      expect(await ask({ 'x-csrf': '1' })).toBe(true);
      expect(await ask({ ...page, 'sec-fetch-site': 'none' })).toBe(true);
      expect(await ask({ ...page, 'sec-fetch-site': 'same-site', origin: 'http://friend.example' })).toBe(
        true,
      );
      expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(false);
      for (const value of ['', '0', '2', 'true', '1, 1'])
        expect(await ask({ ...page, 'x-csrf': value })).toBe(false);
      for (const site of ['cross-site', 'same-site', 'other', '', 'same-origin, cross-site']) {
        expect([site, await ask({ ...page, 'sec-fetch-site': site })]).toEqual([site, false]);
      }
      const friend = { origin: 'http://friend.example' };
      expect(await ask({ ...page, ...friend, 'sec-fetch-site': 'cross-site' })).toBe(false);
      expect(await ask({ ...page, 'sec-fetch-site': 'same-site', origin: 'http://evil.example' })).toBe(
        false,
      );
    }
  });

  it('lets what is declared do without the header, and other sites out all the same', async () => {
    await using server = await serverWith(Others);
    expect(await server.ask('stream', { 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(await server.ask('stream')).toBe(true);
    for (const site of ['cross-site', 'same-site']) {
      expect(await server.ask('stream', { 'sec-fetch-site': site })).toBe(false);
    }
  });

  it('lets in what is public and changes nothing, or is protected otherwise; not what is public and changes', async () => {
    await using server = await serverWith(Others);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect(await server.ask('public', elsewhere)).toBe(true);
    expect(await server.ask('signed', elsewhere, 'POST')).toBe(true);
    expect(await server.ask('public', elsewhere, 'POST')).toBe(false);
    expect(await server.ask('public', page, 'POST')).toBe(true);
  });

  it.each([
    ['the header', () => ForgeryCheck({ header: false, reason: ' ' })],
    ['all of it', () => NoForgeryCheck('')],
    ['all of it, past the compiler', () => NoForgeryCheck(undefined as never)],
  ])('does not start where a route goes without %s and gives no reason', async (_, exempt) => {
    @Controller('silent')
    class Silent {
      @Get() @exempt() read() {
        return {};
      }
    }
    await expect(serverWith(Plain, Silent)).rejects.toThrow('Silent.read switches off a check');
  });

  it('does not start where a controller does so for all its routes', async () => {
    @Controller('silent')
    @NoForgeryCheck('')
    class Silent {
      @Get() read() {
        return {};
      }
    }
    await expect(serverWith(Silent)).rejects.toMatchObject({ code: 'NO_REASON_GIVEN' });
  });
});
