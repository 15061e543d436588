/** The services that are behind every server; each has a port of its own, as in the shop. */
export const SERVICES = [
  'users',
  'products',
  'inventory',
  'pricing',
  'reviews',
  'recommendations',
  'orders',
  'payments',
  'shipping',
  'notifications',
  /** Answers a finished page: for a proxy, which can cache one and not compose it. */
  'pages',
] as const;

export type Service = (typeof SERVICES)[number];

/** The variable that tells a server something of a service, such as its `URL`, as the gateways read it. */
export function variableOf(service: Service, what: string): string {
  return `${service.toUpperCase()}_${what}`;
}

const urls = new Map<Service, string>();

/** Where a service is, by this process's environment. */
export function serviceUrl(service: Service): string {
  const url = urls.get(service) ?? process.env[variableOf(service, 'URL')];
  if (!url) throw new Error(`${variableOf(service, 'URL')} is not set`);
  urls.set(service, url);
  return url;
}
