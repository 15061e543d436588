import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Thrown where a port cannot be had; its message names the setting. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
  readonly code = 'CANNOT_LISTEN';
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not an address of this machine',
};

/** Listens, and says where; throws `CannotListen`. */
export async function listen(
  server: FastifyInstance,
  setting: string,
  port: number,
  host: string,
): Promise<string> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    if (!reason) throw error;
    throw new CannotListen(`${setting}: ${host}:${port} ${reason}`, { cause: error });
  }
  const address = server.server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}`;
}
