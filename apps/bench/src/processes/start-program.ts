import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../failure.js';
import { findProgram } from './find-program.js';
import type { Readiness } from './say-ready.js';

const READY_WITHIN_MS = 15_000;
const STOP_GRACE_MS = 3_000;
const KEPT_COMPLAINT = 4_000;

export interface ProgramStart {
  /** What it is called where it fails. */
  readonly name: string;
  readonly program: string;
  readonly args?: readonly string[];
  /** For Node itself, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The cores that it may run on, as taskset names them. */
  readonly cores?: string | undefined;
}

/** A program of the bench, or a gateway, as a process of its own. */
export interface RunningProgram {
  readonly url: string;
  /** The root of the process tree whose cost counts. */
  readonly pid: number;
  readonly readiness: Readiness;
  readonly child: ChildProcess;
  /** Asks it to end, and makes it end soon after. */
  stop(): Promise<void>;
}

/** Starts a program and waits until it says that it is ready; throws its last words where it does not get there. */
export async function startProgram(start: ProgramStart, signal: AbortSignal): Promise<RunningProgram> {
  signal.throwIfAborted();
  const { name, program, args = [], nodeArgs = [], cores } = start;
  const command = [process.execPath, '--enable-source-maps', ...nodeArgs, program, ...args];
  const taskset = cores === undefined ? undefined : findProgram('taskset');
  const [file = '', ...rest] = taskset ? [taskset, '-c', cores ?? '', ...command] : command;
  const child = spawn(file, rest, {
    env: { PATH: process.env['PATH'], ...start.environment },
    // What servers log goes where logs cost only the writing.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A group of its own: what it starts ends with it, and Ctrl-C reaches it through the bench alone, in order.
    detached: true,
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-KEPT_COMPLAINT);
  });
  const ended = once(child, 'exit').then(() => {});
  const kill = (how: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, how);
    }
  };
  const stop = async () => {
    kill('SIGTERM');
    await Promise.race([ended, pause(STOP_GRACE_MS, undefined, { ref: false })]);
    kill('SIGKILL');
    await ended;
  };

  try {
    const readiness = await Promise.race([
      readinessOf(child, AbortSignal.any([signal, AbortSignal.timeout(READY_WITHIN_MS)])),
      ended.then(() => {
        throw new Failure(`${name} did not start: ${reasonIn(complaint)}`);
      }),
    ]);
    return {
      url: readiness.url ?? '',
      pid: readiness.pid ?? child.pid ?? 0,
      readiness,
      child,
      stop,
    };
  } catch (error) {
    await stop();
    if (!(error instanceof Failure) && !signal.aborted) {
      throw new Failure(`${name} was not ready within ${READY_WITHIN_MS / 1_000} s`, { cause: error });
    }
    throw error;
  }
}

async function readinessOf(child: ChildProcess, signal: AbortSignal): Promise<Readiness> {
  for (;;) {
    const [message] = (await once(child, 'message', { signal })) as [Readiness & { ready?: boolean }];
    if (message.ready) return message;
  }
}

/** What a person is told of a program's last words: the error itself, not where it was thrown. */
function reasonIn(complaint: string): string {
  const lines = complaint.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^\w*Error: | did not start: /.test(line)) ??
    lines.find(Boolean) ??
    'it said nothing'
  );
}
