import { InvalidSettings } from '@frontdesk/gateway';
import { inventory, orders, pricing, products, shipping } from '@frontdesk/shop-clients';
import type { Upstream, UpstreamDeclaration, Upstreams } from '@frontdesk/upstream';
import type { Environment } from './database/tables.js';

const PURCHASE_MS = 8_000;

/** What is the same of a service wherever its data are. */
const services = {
  products: { identity: 'none' },
  inventory: { identity: 'none' },
  pricing: { identity: 'none' },
  orders: { identity: 'headers' },
  shipping: { identity: 'headers' },
  // A purchase has all the time that there is: cut short, it would go on, and a second call would meet the first.
  checkout: { identity: 'headers', deadlineMs: PURCHASE_MS, attemptTimeoutMs: PURCHASE_MS },
} as const;

type Service = keyof typeof services;

/** The services that this gateway calls, each with its policy; `<NAME>_URL` says where they are. */
export const upstreams = {
  products: { url: 'http://127.0.0.1:3022', ...services.products },
  inventory: { url: 'http://127.0.0.1:3023', ...services.inventory },
  pricing: { url: 'http://127.0.0.1:3024', ...services.pricing },
  orders: { url: 'http://127.0.0.1:3028', ...services.orders },
  shipping: { url: 'http://127.0.0.1:3030', ...services.shipping },
  checkout: { url: 'http://127.0.0.1:3032', ...services.checkout },

  // The same again with data of their own, for who tries things out.
  'sandbox-products': { url: 'http://127.0.0.1:4022', ...services.products },
  'sandbox-inventory': { url: 'http://127.0.0.1:4023', ...services.inventory },
  'sandbox-pricing': { url: 'http://127.0.0.1:4024', ...services.pricing },
  'sandbox-orders': { url: 'http://127.0.0.1:4028', ...services.orders },
  'sandbox-shipping': { url: 'http://127.0.0.1:4030', ...services.shipping },
  'sandbox-checkout': { url: 'http://127.0.0.1:4032', ...services.checkout },
} satisfies Record<string, UpstreamDeclaration>;

/** What views ask; purchases and cancellations are commands. */
export const clients = { products, inventory, pricing, orders, shipping };

/** A service by the name that clients know it by, in one environment. */
export type ServiceOf = (name: Service) => Upstream;

export function serviceIn(environment: Environment, all: Upstreams<keyof typeof upstreams>): ServiceOf {
  return environment === 'live' ? (name) => all.get(name) : (name) => all.get(`sandbox-${name}`);
}

/**
 * Throws `InvalidSettings` where an upstream may answer what does not fit its schema: by a lenient policy that is handed over
 * whole, and with it whatever no schema names.
 */
export function refuseLenient(opened: Upstreams<keyof typeof upstreams>): void {
  const lenient = (Object.keys(upstreams) as (keyof typeof upstreams)[]).filter(
    (name) => opened.get(name).policy.answers === 'lenient',
  );
  if (lenient.length === 0) return;
  const variable = (name: string) => `${name.replaceAll('-', '_').toUpperCase()}_ANSWERS`;
  throw new InvalidSettings(lenient.map((name) => `${variable(name)} must be strict here`));
}
