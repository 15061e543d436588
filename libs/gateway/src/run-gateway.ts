import { keepRequestsYoung } from './keep-requests-young.js';
import type { RunningGateway } from './start-gateway.js';

/** The process that a gateway runs as; `process` is one. */
export interface Host {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  on(event: 'SIGTERM' | 'SIGINT' | 'disconnect', listener: () => void): unknown;
  exit(code: number): void;
  /** There where another Node process started this one. */
  send?(message: object): unknown;
}

/**
 * Runs a gateway as this process: one JSON line when it is ready, one clear line and exit code 1 where it cannot start,
 * and a graceful end on SIGTERM, SIGINT, or when the process that started it has gone.
 */
export async function runGateway(
  name: string,
  start: () => Promise<RunningGateway>,
  host: Host = process,
): Promise<void> {
  keepRequestsYoung();
  let gateway: RunningGateway;
  try {
    gateway = await start();
  } catch (error) {
    host.stderr.write(`${name} did not start: ${firstLine(error)}\n`);
    return host.exit(1);
  }

  let stopping = false;
  const stop = async () => {
    if (stopping) return host.exit(1); // asked a second time: someone does not want to wait
    stopping = true;
    await gateway.close();
    host.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) host.on(event, () => void stop());

  const readiness = { ready: true, name, url: gateway.url, managementUrl: gateway.managementUrl };
  host.stdout.write(`${JSON.stringify(readiness)}\n`);
  host.send?.(readiness);
}

function firstLine(error: unknown): string {
  const message = (error as Error | undefined)?.message ?? String(error);
  return message.split('\n', 1)[0] ?? '';
}
