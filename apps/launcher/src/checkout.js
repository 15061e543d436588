import { fileURLToPath } from 'node:url';

/** The folder that holds the whole workspace. */
export const checkout = fileURLToPath(new URL('../../../', import.meta.url));
