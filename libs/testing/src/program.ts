import { appendFileSync, accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is on the `PATH`, if it is there. */
export function programPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Notes that a suite does not run here; the test command names it in its last line. */
export function recordSkipped(suite: string, howToGetIt: string): void {
  const file = process.env['FRONTDESK_SKIPPED'];
  if (file) appendFileSync(file, `${suite}\t${howToGetIt}\n`);
}
