import { InvalidInput } from '@frontdesk/gateway';

/** As much of a Fastify request as is looked at here; forwarded values count from trusted proxies alone. */
interface Asked {
  readonly protocol: string;
  readonly host: string;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Where the browser finds this gateway: as it is set, or else where it asked, which must then be this machine, so that no
 * `Host` of somebody's choice becomes a redirect URI.
 */
export function publicUrlOf({ protocol, host }: Asked, configured: string | undefined): string {
  if (configured) return new URL(configured).origin;
  if (LOOPBACK.test(host)) return `${protocol}://${host.toLowerCase()}`;
  const detail = 'is not known here; PUBLIC_URL says where browsers find this gateway';
  throw new InvalidInput([{ in: 'header', field: 'host', detail }]);
}
