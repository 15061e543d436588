import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readPs, readStat, treeOf, usageOf } from './usage.js';

const row = (pid: number, parent: number) => ({ pid, parent, cpuUs: 1, rssKb: 1 });

describe('the table of processes', () => {
  it('is read of Linux, whatever a program calls itself', () => {
    const line =
      '42 (a) b (c) S 7 42 42 0 -1 4194304 100 0 0 0 250 50 9 9 20 0 8 0 1000 900000000 2560 18446744073709551615';
    expect(readStat(line)).toEqual({ pid: 42, parent: 7, cpuUs: 3_000_000, rssKb: 10_240 });
  });

  it('is read of ps, with minutes, seconds and hundredths', () => {
    expect(readPs('   42     7   1:02.50  10240')).toEqual({
      pid: 42,
      parent: 7,
      cpuUs: 62_500_000,
      rssKb: 10_240,
    });
  });

  it('gives a process with its children and theirs, and nobody else', () => {
    const rows = [row(1, 0), row(5, 9), row(9, 1), row(10, 9), row(11, 10), row(12, 1)];
    expect(treeOf(9, rows).map(({ pid }) => pid)).toEqual([9, 5, 10, 11]);
  });
});

it('counts what a child burns, and not what the one who waits for it does', async () => {
  const burn = 'const end = process.cpuUsage().user + 100_000; while (process.cpuUsage().user < end);';
  const child = spawn(process.execPath, ['-e', `${burn} console.log("burnt"); setInterval(() => {}, 1000)`]);
  try {
    await once(child.stdout, 'data');
    const { cpuUs, rssMb } = usageOf(child.pid ?? 0);
    expect(cpuUs).toBeGreaterThan(90_000);
    expect(cpuUs).toBeLessThan(2_000_000);
    expect(rssMb).toBeGreaterThan(10);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
