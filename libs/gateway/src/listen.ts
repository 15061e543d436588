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
};
const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND']);

/** Listens, and says where; throws `CannotListen`, which names `setting` (such as `PORT`) or the host that goes with it. */
export async function listen(
  server: FastifyInstance,
  setting: string,
  port: number,
  host: string,
): Promise<string> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const reason = REASONS[code];
    if (reason) throw new CannotListen(`${setting}: ${host}:${port} ${reason}`, { cause: error });
    if (!NO_ADDRESS.has(code)) throw error;
    const hostSetting = setting.replace(/PORT$/, 'HOST');
    throw new CannotListen(`${hostSetting}: ${host} is not an address of this machine`, { cause: error });
  }
  const address = server.server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}`;
}
