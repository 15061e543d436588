import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as {
  version: string;
};
/** An empty database, made once on a machine: making one takes seconds, and copying it does not. */
const TEMPLATE = join(tmpdir(), `frontdesk-pglite-${version}`);

/** A folder for an embedded database of a test's own, in which there is an empty one already. */
export async function databaseFolder(): Promise<string> {
  if (!existsSync(TEMPLATE)) await makeTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-database-'));
  cpSync(TEMPLATE, join(folder, 'pglite'), { recursive: true });
  return folder;
}

async function makeTemplate(): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite');
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-template-'));
  const made = join(folder, 'pglite');
  mkdirSync(made);
  await (await PGlite.create(made)).close();
  try {
    // At once, so that a worker beside this one finds all of it or nothing.
    renameSync(made, TEMPLATE);
  } catch (error) {
    if (!existsSync(TEMPLATE)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
