import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts an instance in a process of its own. */
export async function anInstanceProcess() {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-instance-'));
  const journal = join(folder, 'executed');
  writeFileSync(journal, '');
  const child = fork(join(import.meta.dirname, 'instance-process.js'), [journal], { execArgv: [] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    name: `127.0.0.1:${port}`,
    kill: () => child.kill('SIGKILL'),
    stop: () => child.kill('SIGSTOP'),
    /** The ids of the commands that it executed. */
    executed: () => readFileSync(journal, 'utf8').split('\n').filter(Boolean),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true });
    },
  };
}
