import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadSetting } from './settings.js';

/** Makes the folder for everything kept; throws `BadSetting` where it cannot be used. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadSetting(`IDENTITY_DATA_DIR ${dataDir} cannot be used: ${code}`);
  }
}

/** The JSON file that an earlier start left, or undefined where there is none. */
export function readKept<T>(dataDir: string, name: string): T | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${join(dataDir, name)} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Writes a JSON file that only its owner may read. */
export function keep(dataDir: string, name: string, value: unknown): void {
  keepText(dataDir, name, `${JSON.stringify(value, null, 2)}\n`);
}

/** Writes a file that only its owner may read; whole or not at all, so that a crash leaves no half. */
export function keepText(dataDir: string, name: string, text: string): void {
  const file = join(dataDir, name);
  writeFileSync(`${file}.${process.pid}`, text, { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}
