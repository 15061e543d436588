import { once } from 'node:events';
import { createServer } from 'node:net';
import { Failure } from './failure.js';

/**
 * @typedef {object} Port
 * @property {number} port
 * @property {string} host
 * @property {string} wantedBy the process, and what of it, that is to listen there
 * @property {string} setting the environment variable that moves it
 */

/**
 * Fails where a port is taken already, naming it, who wants it, and the setting that moves it.
 * @param {readonly Port[]} ports
 */
export async function checkPorts(ports) {
  for (const [position, { port, wantedBy, setting }] of ports.entries()) {
    const other = ports.slice(0, position).find((earlier) => earlier.port === port);
    if (other)
      throw new Failure(`port ${port} is given to both ${other.wantedBy} and ${wantedBy}: set ${setting}`);
  }
  const reasons = await Promise.all(ports.map(whyNot));
  const position = reasons.findIndex(Boolean);
  const blocked = ports[position];
  if (!blocked) return;
  const more = reasons.filter(Boolean).length - 1;
  throw new Failure(
    `${reasons[position]}: ${blocked.wantedBy} wants it (${blocked.setting})` +
      (more ? `; so it is with ${more} more ports: does Frontdesk run already?` : ''),
  );
}

/** @param {Port} port */
async function whyNot({ port, host, setting }) {
  const server = createServer();
  try {
    await once(server.listen({ port, host, exclusive: true }), 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EADDRINUSE') return `port ${port} is taken`;
    if (code === 'EACCES') return `port ${port} may not be opened by this user`;
    return `port ${port} cannot be opened on ${host} (${code}, ${setting.replace(/PORT$/, 'HOST')})`;
  }
}
