import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Thrown where a request is for a name that is none of this port's. */
export class BadHost extends Error {
  override readonly name = 'BadHost';
  readonly code = 'BAD_HOST';
}

/**
 * Refuses what was sent to a name that somebody else may have pointed at this address (DNS rebinding): a page of that
 * name, open in an owner's browser, would be of one origin with this port. Addresses are nobody's names.
 */
export function checkHost({ headers }: FastifyRequest, managementHost: string): void {
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const address = name.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) || name === 'localhost' || (name && name === managementHost.toLowerCase())) return;
  throw new BadHost('this port is to be asked by its address, localhost, or the name of MANAGEMENT_HOST');
}
