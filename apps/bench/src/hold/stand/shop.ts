import { startProgram } from '../../processes/start-program.js';

const SERVICES =
  'users,products,inventory,pricing,reviews,recommendations,carts,orders,payments,shipping,notifications';

/** What a service of the shop can be made to do. */
export interface Faults {
  readonly hang?: boolean;
  readonly status?: number;
  readonly latencyMs?: number;
}

/** The real shop as a process, with its control routes on. */
export interface Shop {
  /** Where each service is, as gateways are told: `{ORDERS_URL: …}`. */
  readonly urls: Readonly<Record<string, string>>;
  fault(service: string, faults: Faults): Promise<void>;
  /** Halts the process: connections stay, and nothing is answered. */
  halt(): void;
  stop(): Promise<void>;
}

/** Starts the shop on free ports; on data that are there already, or else are made. */
export async function startShop(
  dataDir: string,
  services: readonly string[],
  signal: AbortSignal,
): Promise<Shop> {
  const served = services.length > 0 ? services : SERVICES.split(',');
  const ports = served.map((service) => [`${service.toUpperCase()}_PORT`, '0']);
  const program = await startProgram(
    {
      name: 'the shop',
      program: 'dist/apps/shop/main.js',
      environment: {
        ...(Object.fromEntries(ports) as Record<string, string>),
        SHOP_SERVICES: served.join(','),
        SHOP_DATA_DIR: dataDir,
        SHOP_FAULTS: '1',
        SHIPMENT_STEP_MS: '0',
      },
    },
    signal,
  );
  const urls = Object.entries(program.readiness.services ?? {}).map(([service, port]) => [
    `${service.toUpperCase()}_URL`,
    `http://127.0.0.1:${port}`,
  ]);
  const urlOf = Object.fromEntries(urls) as Record<string, string>;
  return {
    urls: urlOf,
    async fault(service, faults) {
      const url = `${urlOf[`${service.toUpperCase()}_URL`]}/_control/faults`;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(faults), signal });
      if (!answer.ok) throw new Error(`the shop's ${service} took no faults: ${answer.status}`);
      await answer.arrayBuffer();
    },
    halt: () => void program.child.kill('SIGSTOP'),
    stop() {
      // A halted process does not hear that it is to end.
      program.child.kill('SIGCONT');
      return program.stop();
    },
  };
}
