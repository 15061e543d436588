import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

// JavaScript, since Jest loads what it runs before all tests as it is: a transformed file could import none of ours.

export const HOW_TO_GET_POSTGRES = 'apt-get install postgresql, or DATABASE_URL';
const START_WITHIN_MS = 15_000;
const POLL_MS = 20;
/** A test's data may be lost with the machine. */
const FAST = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'jit=off', 'shared_buffers=32MB'];
/** Of all suites that run at once, with all gateways that they start. */
const CONNECTIONS = 'max_connections=300';
/** Stands by while the server runs: when whoever started it is gone, however that ended, so are the server and its folder. */
const GUARD = 'folder=$1; shift; "$@" & read -r _; kill -QUIT $!; wait; rm -rf "$folder"';

const run = promisify(execFile);

/**
 * A PostgreSQL server with a folder of its own.
 * @typedef {{ url: string, stop: () => Promise<void> }} PostgresServer
 */

/** Where the program is that makes a server's folder: on the `PATH`, or where Debian keeps what is not for everybody. */
export function initdbPath() {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'initdb'));
  return [...onPath, ...globSync('/usr/lib/postgresql/*/bin/initdb').sort().reverse()].find(existsSync);
}

/**
 * Starts a server on a free port, and resolves once it answers.
 * @returns {Promise<PostgresServer>}
 */
export async function startPostgres() {
  const initdb = initdbPath();
  if (!initdb) throw new Error(`no PostgreSQL on this machine: ${HOW_TO_GET_POSTGRES}`);
  const owner = serverOwner();
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const settings = { ...owner, cwd: '/' };
  await run(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8'], settings);
  const port = await freePort();
  const set = [...FAST, CONNECTIONS, 'listen_addresses=127.0.0.1'].flatMap((setting) => ['-c', setting]);
  const server = [join(dirname(initdb), 'postgres'), '-D', data, '-p', String(port), '-k', folder, ...set];
  // In a group of its own, which Ctrl-C does not reach: it would end the guard before the server.
  const guard = spawn('sh', ['-c', GUARD, 'sh', folder, ...server], {
    ...settings,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const stop = async () => {
    const ended = once(guard, 'exit');
    guard.stdin.end();
    await ended;
  };
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  try {
    await untilItAnswers(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** @param {string} url */
async function untilItAnswers(url) {
  const end = performance.now() + START_WITHIN_MS;
  for (;;) {
    const client = new pg.Client(url);
    client.on('error', () => undefined);
    try {
      return await client.connect();
    } catch (error) {
      if (performance.now() > end) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    await pause(POLL_MS);
  }
}

/** A port on which nothing listens now. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function serverOwner() {
  if (process.getuid?.() !== 0) return undefined;
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  if (!uid || !gid) throw new Error('PostgreSQL does not run as root, and there is no user postgres');
  return { uid: Number(uid), gid: Number(gid) };
}
