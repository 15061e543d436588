import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** One bundle per app, of our own code alone: packages stay in node_modules, where `npm ci` and scanners see them. */
const apps = (process.env.APPS?.split(',') ?? readdirSync('apps')).filter((app) =>
  existsSync(`apps/${app}/src/main.ts`),
);
const folder = process.env.DIST ?? 'dist/apps';

export default defineConfig(
  apps.map((app) => ({
    input: `apps/${app}/src/main.ts`,
    platform: 'node',
    tsconfig: './tsconfig.json',
    external: (id) => /^(node:|(?!@frontdesk\/|@oxc-project\/)[@a-z])/.test(id),
    output: {
      file: `${folder}/${app}/main.js`,
      format: 'esm',
      sourcemap: true,
      codeSplitting: false,
    },
  })),
);
