import { shownPath } from './checkout.js';
import { steerCommand, tryCommands } from './try-commands.js';

/**
 * What a newcomer wants to know of the running system: what runs where, and a command to try on each gateway.
 * @param {import('./plan-system.js').System} system
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function describeSystem(system, env) {
  return [
    '',
    ...table(system.processes.map(({ name, where, about }) => [name, where, about])),
    '',
    `Open ${system.urls['web-bff']} in a browser for the shop, and log in as alice or bob: the password is the name.`,
    '',
    'Try each gateway, from another terminal in this folder:',
    '',
    ...tryCommands(system, env).map((command) => `  ${command}`),
    '',
    `A partner's developer begins at ${system.urls['partner-gateway']}/docs; who owns the gateway steers it:`,
    '',
    `  ${steerCommand(system, env)}`,
    '',
    `Warnings and errors are shown below; everything is in ${shownPath(system.logDir)}/. Ctrl-C stops it all.`,
    '',
  ].join('\n');
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
