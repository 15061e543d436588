import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidSettings } from '@frontdesk/gateway';
import { hashOf, type KnownOwner } from './owners.js';

const FILE = 'owner.token';
const TOKEN = /^[\w-]{43}$/;

/**
 * The one owner where none is named: whoever can read this process's own files. Its token is made at the first start,
 * and kept in a file of the process's user alone.
 */
export function localOwner(folder: string): KnownOwner {
  const file = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Two processes that start at once make one.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw unusable(`${file} cannot be made (${code})`);
  }
  const token = readToken(file);
  if (!TOKEN.test(token)) throw unusable(`${file} holds no token: remove it`);
  return { name: 'local', hash: hashOf(token) };
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw unusable(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function unusable(why: string): InvalidSettings {
  return new InvalidSettings([`OWNERS is not set, and ${why}`]);
}
