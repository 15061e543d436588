import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** One bundle per app, of our own code alone: packages stay in node_modules, where `npm ci` and scanners see them. */
const apps = (process.env.APPS?.split(',') ?? readdirSync('apps')).filter((app) =>
  existsSync(`apps/${app}/src/main.ts`),
);
const folder = process.env.DIST ?? 'dist/apps';

/** The files of an app that are run: `main.ts`, and in `programs` what it starts as processes of their own. */
const programs = (app) => [
  'main.ts',
  ...(existsSync(`apps/${app}/src/programs`) ? readdirSync(`apps/${app}/src/programs`) : [])
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => `programs/${file}`),
];

export default defineConfig(
  apps.flatMap((app) =>
    programs(app).map((file) => ({
      input: `apps/${app}/src/${file}`,
      platform: 'node',
      tsconfig: './tsconfig.json',
      external: (id) => /^(node:|(?!@frontdesk\/|@oxc-project\/)[@a-z])/.test(id),
      output: {
        file: `${folder}/${app}/${file.replace(/\.ts$/, '.js')}`,
        format: 'esm',
        sourcemap: true,
        codeSplitting: false,
      },
    })),
  ),
);
