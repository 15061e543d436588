import type { Environment } from '../database/tables.js';

export const ID_LENGTH = 12;
export const SECRET_LENGTH = 32;

/** What a key begins with, so that it is seen which data it reaches. */
export const PREFIXES: Readonly<Record<Environment, string>> = { live: 'fd_live_', sandbox: 'fd_test_' };
