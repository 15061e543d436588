import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkout } from '../src/checkout.js';

const run = promisify(execFile);

describe('npm test', () => {
  it('runs the tests under one path alone, and ends with how many passed', async () => {
    const { stdout } = await run('npm', ['test', '--', 'libs/request-context'], { cwd: checkout });
    expect(stdout).toMatch(/✓ build .*\n.*✓ tests /s);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
  }, 60_000);

  it('fails where nothing is there to test', async () => {
    const { code, stdout } = await run('npm', ['test', '--', 'libs/nowhere'], { cwd: checkout }).catch(
      (error) => error,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^0 passed, 1 failed$/m);
  }, 60_000);
});
