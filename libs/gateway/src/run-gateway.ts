import { writeSync } from 'node:fs';
import type { RunningGateway } from './start-gateway.js';

const STDERR = 2;

/**
 * Runs a gateway as this process: one JSON line when it is ready, one clear line and exit code 1 where it cannot start,
 * and a graceful end on SIGTERM, SIGINT, or when the process that started it has gone.
 */
export async function runGateway(name: string, start: () => Promise<RunningGateway>): Promise<void> {
  let gateway: RunningGateway;
  try {
    gateway = await start();
  } catch (error) {
    writeSync(STDERR, `${name} did not start: ${firstLine(error)}\n`);
    process.exit(1);
  }

  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1); // asked a second time: someone does not want to wait
    stopping = true;
    await gateway.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  process.once('disconnect', () => void stop());

  const readiness = { ready: true, name, url: gateway.url, managementUrl: gateway.managementUrl };
  process.stdout.write(`${JSON.stringify(readiness)}\n`);
  process.send?.(readiness);
}

function firstLine(error: unknown): string {
  const message = (error as Error | undefined)?.message ?? String(error);
  return message.split('\n', 1)[0] ?? '';
}
