import { createAnsweredCommands } from './idempotency.js';
import { renameField } from './rename-field.js';
import { worldOf } from './seed.js';
import { serverOf, type ServiceServer } from './server.js';
import type { Service } from './service.js';
import { SERVICES } from './services.js';
import { imagesUrlAt, portSettingOf, SettingError, type Settings } from './settings.js';
import { startShipmentSteps } from './shipment-steps.js';
import { openStore, type Store } from './store.js';

const DATA_VERSION = 1;

export interface Shop {
  /** The port of each service that runs here. */
  readonly services: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly now: () => number;
  readonly random: () => number;
  readonly report: (line: string) => void;
}

/** Opens the data, filling it on the first start, and listens; whatever fails, nothing stays open. */
export async function startShop(settings: Settings, surroundings: Surroundings): Promise<Shop> {
  const store = openData(settings.dataDir, surroundings.now);
  const servers: ServiceServer[] = [];
  const services: Record<string, number> = {};
  const imagesUrl = () => settings.imagesUrl ?? imagesUrlAt(settings.host, services['products'] ?? 0);
  let stopSteps = () => {};
  const close = async () => {
    stopSteps();
    await Promise.all(servers.map((server) => server.close()));
    store.close();
  };
  try {
    for (const service of SERVICES) {
      const port = settings.ports.get(service.name);
      if (port === undefined) continue;
      const server = serverOf(offered(service, settings), {
        store,
        faults: settings.faults,
        imagesUrl,
        ...surroundings,
      });
      services[service.name] = await server
        .listen(port, settings.host)
        .catch((error: unknown) => Promise.reject(listenError(error, service.name, port, settings.host)));
      servers.push(server);
    }
    if (settings.ports.has('shipping') && settings.shipmentStepMs > 0)
      stopSteps = startShipmentSteps(store, settings.shipmentStepMs, surroundings.report);
    return { services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Orders are kept as they always were, and answered with the name that is set. */
function offered(service: Service, { ordersTotalField }: Settings): Service {
  const isRenamed = service.name === 'orders' && ordersTotalField !== 'total';
  return isRenamed ? renameField(service, 'total', ordersTotalField) : service;
}

function openData(dataDir: string, now: () => number): Store {
  const fill = (store: Store) => {
    createAnsweredCommands(store);
    const world = worldOf();
    for (const service of SERVICES) {
      for (const table of service.tables) table.create(store);
      service.seed(store, world);
    }
  };
  try {
    return openStore(dataDir, { version: DATA_VERSION, fill }, now);
  } catch (error) {
    throw new SettingError(`SHOP_DATA_DIR: ${(error as Error).message}`, { cause: error });
  }
}

function listenError(error: unknown, service: string, port: number, host: string): SettingError {
  const { code, message } = error as NodeJS.ErrnoException;
  const setting = portSettingOf(service);
  const why: Record<string, string> = {
    EADDRINUSE: `${setting}: port ${port} is taken, so ${service} cannot start`,
    EACCES: `${setting}: port ${port} may not be used, so ${service} cannot start`,
    EADDRNOTAVAIL: `HOST: ${host} is no address of this machine`,
    ENOTFOUND: `HOST: ${host} is no address of this machine`,
  };
  return new SettingError(why[code ?? ''] ?? `${setting}: ${service} cannot listen: ${message}`, {
    cause: error,
  });
}
