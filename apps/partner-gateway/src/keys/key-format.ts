import type { Environment } from '../database/tables.js';

export const ID_LENGTH = 12;
export const SECRET_LENGTH = 32;

/** What a key begins with, by which it is known from an access token and seen which data it reaches. */
export const PREFIXES: Readonly<Record<Environment, string>> = { live: 'fd_live_', sandbox: 'fd_test_' };

export const BEGINS_LIKE_A_KEY = 'fd_';
