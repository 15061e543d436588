import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../failure.js';
import { findProgram } from '../../processes/find-program.js';
import { freePort } from '../../processes/free-port.js';

const ASK_EVERY_MS = 10;
const ANSWERS_WITHIN_MS = 5_000;

/** A real Redis server of a case's own. */
export interface Redis {
  readonly url: string;
  /** Starts it again, empty, where it was; resolves when it takes connections. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Halts it: connections stay, and nothing is answered. */
  halt(): void;
  resume(): void;
}

/** Starts a Redis server on a free port, with nothing written to disk. */
export async function startRedis(): Promise<Redis> {
  const program = findProgram('redis-server');
  if (!program) throw new Failure('redis-server is not installed');
  const port = await freePort();
  const command = mortal([
    program,
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  let child: ChildProcess | undefined;

  const redis: Redis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const [file = '', ...args] = command;
      child = spawn(file, args, { stdio: 'ignore', detached: true });
      const end = performance.now() + ANSWERS_WITHIN_MS;
      while (!(await takesConnections(port))) {
        if (performance.now() > end) throw new Failure(`redis-server did not start on port ${port}`);
        await pause(ASK_EVERY_MS);
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    halt: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
  await redis.start();
  return redis;
}

/** Redis does not notice that the program that started it has gone; on Linux the system sees to that. */
function mortal(command: readonly string[]): readonly string[] {
  const setpriv = findProgram('setpriv');
  return setpriv ? [setpriv, '--pdeathsig', 'KILL', ...command] : command;
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
