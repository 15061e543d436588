import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.js';
import { runTool } from './run-tool.js';

/**
 * Type-checks the workspace, and then what runs in a browser: such a project has a `tsconfig.json` of its own.
 * @param {AbortSignal} signal
 */
export async function checkTypes(signal) {
  const configs = ['tsconfig.json', ...browserConfigs()];
  await Promise.all(
    configs.map((config) =>
      runTool('tsc', ['-p', config, '--incremental', '--tsBuildInfoFile', notesOf(config)], signal),
    ),
  );
}

/**
 * Where tsc keeps what it found out of files, so that next time it looks at those alone that have changed.
 * @param {string} config
 */
function notesOf(config) {
  return join(checkout, 'node_modules/.cache/tsc', `${config.replaceAll('/', '-')}.tsbuildinfo`);
}

/** The configurations of single projects, as paths from the checkout. */
function browserConfigs() {
  return ['apps', 'libs'].flatMap((parent) =>
    readdirSync(join(checkout, parent))
      .map((project) => `${parent}/${project}/tsconfig.json`)
      .filter((config) => existsSync(join(checkout, config))),
  );
}
