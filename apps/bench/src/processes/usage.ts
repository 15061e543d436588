import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started have used so far. */
export interface Usage {
  readonly cpuUs: number;
  readonly rssMb: number;
}

/** One row of the system's table of processes. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly cpuUs: number;
  readonly rssKb: number;
}

/** Linux counts in hundredths of a second for all programs, whatever its own clock is. */
const TICK_US = 10_000;
const PAGE_KB = 4;
// Fields of /proc/<pid>/stat, counted from the one behind the program's name (proc(5) counts from 1, and that one is 3).
const FIELD = { parent: 1, user: 11, system: 12, pages: 21 } as const;

/** What the process and its descendants have used: user and system time of all their threads. */
export function usageOf(pid: number): Usage {
  const tree = treeOf(pid, existsSync('/proc/self/stat') ? rowsOfProc() : rowsOfPs());
  return {
    cpuUs: tree.reduce((sum, row) => sum + (cpuOfThreads(row.pid) ?? row.cpuUs), 0),
    rssMb: tree.reduce((sum, { rssKb }) => sum + rssKb, 0) / 1_024,
  };
}

/** A process and its descendants; throws where it is not in the table. */
export function treeOf(root: number, rows: readonly ProcessRow[]): ProcessRow[] {
  const first = rows.find(({ pid }) => pid === root);
  if (!first) throw new Error(`process ${root} is gone`);
  const tree = [first];
  for (const { pid } of tree) tree.push(...rows.filter(({ parent }) => parent === pid));
  return tree;
}

/** To the nanosecond, where the kernel says it; what is in the table of processes is rounded to a hundredth of a second. */
function cpuOfThreads(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) =>
      Number.parseInt(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1'), 10),
    );
    return nanoseconds.reduce((sum, one) => sum + one, 0) / 1_000;
  } catch {
    return undefined;
  }
}

function rowsOfProc(): ProcessRow[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return readStat(readFileSync(`/proc/${name}/stat`, 'latin1'));
      } catch {
        return []; // it ended meanwhile
      }
    });
}

/** Reads one line of /proc/<pid>/stat; the program's name may hold spaces and brackets. */
export function readStat(line: string): ProcessRow {
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const field = (name: keyof typeof FIELD) => fields[FIELD[name]] ?? 0;
  return {
    pid: Number.parseInt(line, 10),
    parent: field('parent'),
    cpuUs: (field('user') + field('system')) * TICK_US,
    rssKb: field('pages') * PAGE_KB,
  };
}

function rowsOfPs(): ProcessRow[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,time=,rss='], { encoding: 'utf8' });
  return table.trim().split('\n').map(readPs);
}

/** Reads one line of `ps`, whose time is minutes, seconds and hundredths. */
export function readPs(line: string): ProcessRow {
  const [pid, parent, time = '', rss] = line.trim().split(/\s+/);
  const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { pid: Number(pid), parent: Number(parent), cpuUs: seconds * 1e6, rssKb: Number(rss) };
}
