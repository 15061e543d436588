import { SERVICE_NAMES } from './services.js';

const FIRST_PORT = 3021;
const MAX_PORT = 65_535;
const MAX_STEP_MS = 86_400_000;

export interface Settings {
  readonly dataDir: string;
  readonly host: string;
  /** The services to run in this process, each with its port; 0 is any free one. */
  readonly ports: ReadonlyMap<string, number>;
  readonly faults: boolean;
  /** Where browsers find the pictures of products; none: at the products service, on the port that it gets. */
  readonly imagesUrl: string | undefined;
  /** How long a shipment stays in one step; 0 stops them all. */
  readonly shipmentStepMs: number;
  /** What orders call the sum of an order; an instance with the other name is one that was changed before the rest. */
  readonly ordersTotalField: 'total' | 'amount';
}

/** A setting that the shop cannot start with; the message names it. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the environment; an empty value is as good as none. */
export function settingsFrom(env: Env): Settings {
  const offset = wholeNumber(env, 'INSTANCE_OFFSET', 0, MAX_PORT);
  return {
    dataDir: env['SHOP_DATA_DIR'] || '.data/shop',
    host: env['HOST'] || '127.0.0.1',
    ports: new Map(servicesToRun(env).map((name) => [name, portOf(env, name, offset)])),
    faults: onOrOff(env, 'SHOP_FAULTS'),
    imagesUrl: imagesUrlFrom(env),
    shipmentStepMs: wholeNumber(env, 'SHIPMENT_STEP_MS', 5_000, MAX_STEP_MS),
    ordersTotalField: ordersTotalField(env),
  };
}

export const portSettingOf = (service: string) => `${service.toUpperCase()}_PORT`;

function servicesToRun(env: Env): readonly string[] {
  const wanted = env['SHOP_SERVICES'];
  if (!wanted) return SERVICE_NAMES;
  const names = wanted.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !SERVICE_NAMES.includes(name));
  if (unknown !== undefined)
    throw new SettingError(
      `SHOP_SERVICES: there is no service "${unknown}", only ${SERVICE_NAMES.join(', ')}`,
    );
  return names;
}

function portOf(env: Env, service: string, offset: number): number {
  const setting = portSettingOf(service);
  const port = wholeNumber(env, setting, FIRST_PORT + SERVICE_NAMES.indexOf(service), MAX_PORT);
  if (port === 0) return 0;
  if (port + offset > MAX_PORT)
    throw new SettingError(`${setting}: ${port} plus INSTANCE_OFFSET ${offset} is no port`);
  return port + offset;
}

/** Every instance tells the same address, and not one of its own: an answer is the same, whoever gives it. */
function imagesUrlFrom(env: Env): string | undefined {
  const value = env['SHOP_IMAGES_URL'];
  if (!value) {
    const port = portOf(env, 'products', 0);
    return port === 0 ? undefined : imagesUrlAt(env['HOST'] || '127.0.0.1', port);
  }
  if (/^https?:\/\/[^\s"\\]+$/i.test(value) && URL.canParse(value)) return value.replace(/\/+$/, '');
  throw new SettingError(`SHOP_IMAGES_URL must be an http or https URL, and is "${value}"`);
}

/** The address of the pictures at a products service; a browser cannot call "any address of this machine". */
export function imagesUrlAt(host: string, port: number): string {
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}/images`;
}

function ordersTotalField(env: Env): Settings['ordersTotalField'] {
  const name = env['ORDERS_TOTAL_FIELD'] || 'total';
  if (name === 'total' || name === 'amount') return name;
  throw new SettingError(`ORDERS_TOTAL_FIELD must be total or amount, and is "${name}"`);
}

function wholeNumber(env: Env, setting: string, byDefault: number, max: number): number {
  const value = env[setting];
  if (!value) return byDefault;
  if (/^\d{1,9}$/.test(value) && Number(value) <= max) return Number(value);
  throw new SettingError(`${setting} must be a whole number from 0 to ${max}, and is "${value}"`);
}

function onOrOff(env: Env, setting: string): boolean {
  const value = env[setting] || '0';
  if (value === '0' || value === '1') return value === '1';
  throw new SettingError(`${setting} must be 1 or 0, and is "${value}"`);
}
