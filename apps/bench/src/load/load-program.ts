import { once } from 'node:events';
import { Failure } from '../failure.js';
import { type RunningProgram, startProgram } from '../processes/start-program.js';
import type { LoadResult, PutLoad } from './load.js';

/** The bench's own load generator, as a process of its own. */
export interface LoadProgram {
  readonly putLoad: PutLoad;
  readonly program: RunningProgram;
}

/** Starts the bench's own load generator. */
export async function loadProgram(
  program: string,
  cores: string | undefined,
  signal: AbortSignal,
): Promise<LoadProgram> {
  const running = await startProgram({ name: 'the load generator', program, cores }, signal);
  return {
    program: running,
    putLoad: async (load, stop) => {
      const heard = new AbortController();
      const signal = AbortSignal.any([stop, heard.signal]);
      try {
        const ended = once(running.child, 'exit', { signal }).then(() => {
          throw new Failure('the load generator has ended');
        });
        const answered = once(running.child, 'message', { signal });
        running.child.send(load);
        const [{ result }] = (await Promise.race([answered, ended])) as [{ result: LoadResult }];
        return result;
      } finally {
        heard.abort();
      }
    },
  };
}
