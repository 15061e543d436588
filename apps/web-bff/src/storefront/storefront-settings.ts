import { fileURLToPath } from 'node:url';
import { originList } from '@frontdesk/gateway';
import { z } from 'zod';

/** The environment variables that the shop's documents and files depend on. */
export const storefrontSettings = {
  /** The built shop; beside the built gateway, unless said otherwise. */
  STOREFRONT_DIR: z.string().default(fileURLToPath(new URL('../storefront', import.meta.url))),
  /** Where pages may load pictures from, besides the gateway itself. */
  IMAGE_ORIGINS: originList.default(['http://127.0.0.1:3022']),
};
