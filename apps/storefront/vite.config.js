import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { compressFiles } from './build/compress-files.js';
import { tellPages } from './build/tell-pages.js';
import { PAGES } from './src/navigation/pages.ts';

const workspace = resolve(import.meta.dirname, '../..');
const webBff = process.env.WEB_BFF_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  // By itself oxc knows React's JSX alone.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [compressFiles(), tellPages(PAGES)],
  build: {
    outDir: resolve(workspace, process.env.DIST ?? 'dist/apps', 'storefront'),
    emptyOutDir: true,
    // A data: URL would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  // `npx nx dev storefront`: changes show at once, and everything else is asked of a web-bff that runs.
  server: { proxy: { '/api': webBff, '/bff': webBff } },
});
