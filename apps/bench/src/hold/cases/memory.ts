import { once } from 'node:events';
import { startProgram } from '../../processes/start-program.js';
import type { HoldCase } from '../hold-case.js';

const KEYS = 1_000_000;
const MB = 1_048_576;
/** Of what the cache may hold, how much the whole process may grow: V8 collects when it likes, and needs room for it. */
const TIMES_THE_CAP = 4;

/** A cache with its default cap meets more keys than it can ever hold, as a crawler or an attacker would bring them. */
export const memory: HoldCase = {
  name: 'memory',
  title: 'a million keys of 1 KB',
  async measure({ signal, finally: atTheEnd }) {
    const start = {
      name: 'many-keys',
      program: 'dist/apps/bench/programs/many-keys.js',
      args: [String(KEYS)],
    };
    const program = await startProgram(start, signal);
    atTheEnd(() => program.stop());
    const ended = once(program.child, 'exit', { signal }).then(() => {
      throw new Error('the cache ended before it was full');
    });
    ended.catch(() => undefined);
    const measured = once(program.child, 'message', { signal });
    const [{ growth }] = (await Promise.race([measured, ended])) as [
      { growth: { grownBy: number; maxBytes: number } },
    ];
    const cap = growth.maxBytes / MB;
    return [
      {
        // Whole numbers without a unit: no noise excuses them.
        what: `MB by which the process grew, of ${cap} MB that the cache may hold`,
        value: Math.ceil(growth.grownBy / MB),
        atMost: TIMES_THE_CAP * cap,
      },
    ];
  },
};
