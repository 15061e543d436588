import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Finds `./x.ts` where a source says `./x.js`, as the bundler does. */
const RESOLVE_TYPESCRIPT = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(ours ? specifier.replace(/\\.js$/, '.ts') : specifier, context);
  },
});`;

/** Runs a script of this folder in a process of its own, with a channel for messages. */
export function runTypeScript(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): ChildProcess {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const hook = `data:text/javascript,${encodeURIComponent(RESOLVE_TYPESCRIPT)}`;
  const typescript = [
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--import',
    hook,
  ];
  return spawn(process.execPath, [...flags, ...typescript, path, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
