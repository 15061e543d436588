import { type Host } from './run-gateway.js';
// The example of the README, as it stands there.
import type { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { z } from 'zod';
import { Context, gatewaySettings, loadSettings, runGateway, startGateway } from './index.js';

const Id = z.string().regex(/^[a-z0-9-]{1,40}$/);

@Controller('v1/greetings')
class GreetingsController {
  @Get(':id')
  one(@Param('id', { schema: Id }) id: string, @Context() context: RequestContext) {
    return { id, remainingMs: context.deadline.remainingMs() };
  }
}

@Module({ controllers: [GreetingsController] })
class GreetingsModule {}

const settings = {
  ...gatewaySettings({ port: 3009, managementPort: 9009, audience: 'urn:frontdesk:greetings' }),
  GREETING: z.string().default('hello'),
};
const documents = { title: 'Greetings', version: '1.0.0', description: 'Says hello.' };

const run = (env: NodeJS.ProcessEnv, host?: Host) =>
  runGateway(
    'greetings',
    () =>
      startGateway({
        name: 'greetings',
        module: GreetingsModule,
        settings: loadSettings(settings, env),
        documents,
      }),
    host,
  );

describe('the example of the README', () => {
  it('starts, answers and stops', async () => {
    const stop = new Map<string, () => void>();
    let ready: ((line: { url: string }) => void) | undefined;
    const started = new Promise<{ url: string }>((resolve) => (ready = resolve));
    const ended = new Promise<number>((resolve) => {
      const write = (text: string) => ready?.(JSON.parse(text) as { url: string });
      const on = (event: string, listener: () => void) => stop.set(event, listener);
      void run(
        { PORT: '0', MANAGEMENT_PORT: '0' },
        { stdout: { write }, stderr: { write }, on, exit: resolve },
      );
    });
    const { url } = await started;
    expect((await fetch(`${url}/v1/greetings/a-1`)).status).toBe(200);
    expect((await fetch(`${url}/v1/greetings/A!`)).status).toBe(400);
    stop.get('SIGTERM')?.();
    expect(await ended).toBe(0);
  });
});
