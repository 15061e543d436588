import { hash, randomBytes } from 'node:crypto';

const ID_BYTES = 32;
const ID = /^[\w-]{43}$/;

/** An id that nobody can guess: 256 bits, as the cookie holds them. */
export function newSessionId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/**
 * What a session is kept under; undefined for what is no id. A hash, so that whoever reads the store holds no cookie, and
 * so that comparing takes no time that tells anything of the id.
 */
export function sessionKeyOf(id: string): string | undefined {
  return ID.test(id) ? hash('sha256', id, 'base64url') : undefined;
}
