import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { eventually } from '@frontdesk/testing';
import { Controller, Get, type OnModuleDestroy } from '@nestjs/common';
import { drain } from './drain.js';
import { type Host, runGateway } from './run-gateway.js';
import { gatewaySettings } from './settings/gateway-settings.js';
import { loadSettings } from './settings/load-settings.js';
import type { RunningGateway } from './start-gateway.js';
import { gatewayWith } from './test/gateway-with.js';

let finish: (() => void) | undefined;
let destroyed = false;

@Controller('v1')
class SlowController implements OnModuleDestroy {
  @Get('slow')
  async slow() {
    await new Promise<void>((resolve) => (finish = resolve));
    return { destroyed };
  }

  @Get('quick')
  quick() {
    return { quick: true };
  }

  onModuleDestroy() {
    destroyed = true;
  }
}

beforeEach(() => {
  finish = undefined;
  destroyed = false;
});

async function readiness(gateway: RunningGateway): Promise<number> {
  return (await fetch(`${gateway.managementUrl}/health/ready`)).status;
}

describe('a gateway that is told to stop', () => {
  it('lets a request in flight finish, is not ready meanwhile, and takes no new connection', async () => {
    const gateway = await gatewayWith([SlowController]);
    expect(await readiness(gateway)).toBe(200);
    const inFlight = fetch(`${gateway.url}/v1/slow`);
    await eventually(() => finish !== undefined, 'the request to arrive');

    const closed = gateway.close();
    expect(await readiness(gateway)).toBe(503);
    await expect(fetch(`${gateway.url}/v1/quick`)).rejects.toThrow();
    finish?.();

    const answer = await inFlight;
    expect([answer.status, await answer.json()]).toEqual([200, { destroyed: false }]);
    await closed;
    expect(destroyed).toBe(true);
    await expect(readiness(gateway)).rejects.toThrow();
  });

  it('does not wait for connections that are idle', async () => {
    const gateway = await gatewayWith([SlowController], { SHUTDOWN_TIMEOUT_MS: '10000' });
    await (await fetch(`${gateway.url}/v1/quick`)).text();
    const before = performance.now();
    await gateway.close();
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('tells a caller who goes on asking on an open connection to go elsewhere', async () => {
    const gateway = await gatewayWith([SlowController]);
    const { hostname, port } = new URL(gateway.url);
    const caller = connect(Number(port), hostname).setEncoding('utf8');
    const half = 'GET /v1/quick HTTP/1.1\r\nHost: a-gateway\r\n';
    // Half a request at the end, so that the connection is not idle.
    caller.write(`${half}\r\n${half}`);
    const [before] = (await once(caller, 'data')) as [string];

    const closed = gateway.close();
    caller.write('\r\n');
    const [after] = (await once(caller, 'data')) as [string];
    expect(before).toMatch(/^HTTP\/1.1 200 [^]*\nconnection: keep-alive/i);
    expect(after).toMatch(/^HTTP\/1.1 200 [^]*\nconnection: close/i);
    await Promise.all([once(caller, 'close'), closed]);
  });

  it('answers a request that was under way on an idle connection when it was told', async () => {
    const gateway = await gatewayWith([SlowController]);
    const { hostname, port } = new URL(gateway.url);
    const caller = connect(Number(port), hostname).setEncoding('utf8');
    const request = 'GET /v1/quick HTTP/1.1\r\nHost: a-gateway\r\n\r\n';
    caller.write(request);
    await once(caller, 'data');

    const closed = gateway.close();
    await eventually(() => !gateway.app.getHttpServer().listening, 'the gateway to stop listening');
    caller.write(request);
    const [answer] = (await once(caller, 'data')) as [string];
    expect(answer).toMatch(/^HTTP\/1.1 200 [^]*\nconnection: close/i);
    await Promise.all([once(caller, 'close'), closed]);
  });

  it('is gone at once where nobody is connected', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const before = performance.now();
    await drain(server, 10_000);
    expect(performance.now() - before).toBeLessThan(90);
  });

  it('cuts what does not finish within the bound', async () => {
    const gateway = await gatewayWith([SlowController], { SHUTDOWN_TIMEOUT_MS: '100' });
    const inFlight = fetch(`${gateway.url}/v1/slow`);
    await eventually(() => finish !== undefined, 'the request to arrive');
    await Promise.all([gateway.close(), expect(inFlight).rejects.toThrow()]);
  });

  it('first ends what would not end by itself, which it then does not wait for', async () => {
    const gateway = await gatewayWith(
      [SlowController],
      { SHUTDOWN_TIMEOUT_MS: '10000' },
      { onStopping: () => finish?.() },
    );
    const inFlight = fetch(`${gateway.url}/v1/slow`);
    await eventually(() => finish !== undefined, 'the request to arrive');
    const before = performance.now();
    await gateway.close();
    expect((await inFlight).status).toBe(200);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('runs what the application wants run last, once', async () => {
    let runs = 0;
    const gateway = await gatewayWith([SlowController], {}, { onClose: () => void (runs += 1) });
    await Promise.all([gateway.close(), gateway.close()]);
    expect(runs).toBe(1);
  });
});

describe('a gateway that cannot start', () => {
  it.each(['PORT', 'MANAGEMENT_PORT'])(
    'names %s where it is taken, and leaves nothing open',
    async (setting) => {
      await using other = await takenPort();
      let closed = false;
      const start = gatewayWith(
        [SlowController],
        { [setting]: String(other.port) },
        { onClose: () => void (closed = true) },
      );
      await expect(start).rejects.toThrow(`${setting}: 127.0.0.1:${other.port} is taken`);
      expect([closed, destroyed]).toEqual([true, true]);
    },
  );

  it.each(['HOST', 'MANAGEMENT_HOST'])('names %s where it is no address of this machine', async (setting) => {
    await expect(gatewayWith([SlowController], { [setting]: '192.0.2.1' })).rejects.toThrow(
      `${setting}: 192.0.2.1 is not an address of this machine`,
    );
  });
});

describe('a process that runs a gateway', () => {
  it('says in one JSON line, and to its parent, that it is ready', async () => {
    const host = fakeHost();
    await runGateway('things', () => gatewayWith([SlowController]), host);
    const line = { ready: true, name: 'things', url: expect.stringMatching(/^http/) as string };
    expect(JSON.parse(host.output)).toMatchObject(line);
    expect(host.sent).toEqual([JSON.parse(host.output)]);
    host.raise('SIGTERM');
    await eventually(() => host.exitCodes.length > 0, 'the process to end');
    expect(host.exitCodes).toEqual([0]);
  });

  it.each(['SIGINT', 'disconnect'] as const)('ends gracefully on %s', async (event) => {
    const host = fakeHost();
    await runGateway('things', () => gatewayWith([SlowController]), host);
    host.raise(event);
    await eventually(() => host.exitCodes.length > 0, 'the process to end');
    expect([host.exitCodes, destroyed]).toEqual([[0], true]);
  });

  it('ends at once when it is told twice', async () => {
    const host = fakeHost();
    await runGateway('things', () => gatewayWith([SlowController]), host);
    host.raise('SIGINT');
    host.raise('SIGINT');
    expect(host.exitCodes).toEqual([1]);
    await eventually(() => host.exitCodes.length === 2, 'the first end to come');
  });

  it('says in one line which setting is wrong', async () => {
    const host = fakeHost();
    const shape = gatewaySettings({ port: 0, managementPort: 0, audience: 'a' });
    await runGateway(
      'things',
      () => {
        loadSettings(shape, { PORT: 'x', DEADLINE_MS: '-' });
        return gatewayWith([]);
      },
      host,
    );
    expect(host.errors).toBe(
      'things did not start: invalid settings: PORT must be a whole number; DEADLINE_MS must be a whole number\n',
    );
    expect(host.exitCodes).toEqual([1]);
  });
});

function fakeHost() {
  const listeners = new Map<string, () => void>();
  const host = {
    output: '',
    errors: '',
    sent: [] as object[],
    exitCodes: [] as number[],
    stdout: { write: (text: string) => (host.output += text) },
    stderr: { write: (text: string) => (host.errors += text) },
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    exit: (code: number) => void host.exitCodes.push(code),
    send: (message: object) => host.sent.push(message),
    raise: (event: string) => listeners.get(event)?.(),
  };
  return host satisfies Host;
}

async function takenPort(): Promise<AsyncDisposable & { port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
