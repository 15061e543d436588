import { build } from 'vite';

// `npx vite` works in this folder alone; this from everywhere, with the same configuration.
await build({ configFile: new URL('../vite.config.js', import.meta.url).pathname, logLevel: 'warn' });
