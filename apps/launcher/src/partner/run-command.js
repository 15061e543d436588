import { parseArgs } from 'node:util';
import { actCommands } from './act-commands.js';
import { keyCommands } from './key-commands.js';
import { planCommands } from './plan-commands.js';
import { reportCommands } from './report-commands.js';
import { WrongUse } from './wrong-use.js';

/**
 * @typedef {object} Surroundings
 * @property {import('./owner-api.js').Ask} ask
 * @property {(text: string) => void} say what was asked for
 * @property {(text: string) => void} remark what is said beside it
 *
 * @typedef {Record<string, string | boolean | undefined>} Options
 *
 * @typedef {object} Command
 * @property {string} usage what is to stand behind the name; what is in brackets may be missing
 * @property {string} about
 * @property {Record<string, 'string' | 'boolean'>} [options] besides `--json`
 * @property {(given: string[], options: Options, surroundings: Surroundings) => Promise<unknown>} run
 */

/** @type {Record<string, Command>} */
const commands = { ...actCommands, ...keyCommands, ...planCommands, ...reportCommands };

/**
 * Carries out what stands behind `npm run partner --`.
 * @param {readonly string[]} words
 * @param {Surroundings} surroundings
 */
export async function runCommand([name = 'help', ...words], surroundings) {
  if (name === 'help' || name === '--help') return surroundings.say(help());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new WrongUse(`there is no "${name}"; npm run -s partner -- help shows all there is`);
  const usage = `npm run -s partner -- ${name} ${command.usage}`.trim();
  const { values, positionals } = read(words, command, usage);
  const needed = command.usage.replace(/\[.*?\]/g, '').match(/<[^>]+>/g) ?? [];
  const most = command.usage.replace(/\[--.*?\]/g, '').match(/<[^>]+>/g) ?? [];
  if (positionals.length < needed.length)
    throw new WrongUse(`${needed[positionals.length]} is missing: ${usage}`);
  if (positionals.length > most.length)
    throw new WrongUse(
      `"${positionals[most.length]}" is too much (a name with spaces needs quotes): ${usage}`,
    );
  const { json, ...options } = values;
  const say = (/** @type {string} */ text) => json || surroundings.say(text);
  const answer = await command.run(positionals, options, { ...surroundings, say });
  if (json) surroundings.say(JSON.stringify(answer, null, 2));
}

/**
 * @param {string[]} words
 * @param {Command} command
 * @param {string} usage
 * @returns {{values: Options, positionals: string[]}}
 */
function read(words, { options = {} }, usage) {
  const types = Object.entries({ ...options, json: /** @type {const} */ ('boolean') });
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: Object.fromEntries(types.map(([name, type]) => [name, { type }])),
    });
  } catch (error) {
    const [said] = /** @type {Error} */ (error).message.split('. ', 1);
    throw new WrongUse(`${said}: ${usage}`);
  }
}

function help() {
  const rows = Object.entries(commands).map(([name, { usage, about }]) => [
    `  ${name} ${usage}`.trimEnd(),
    about,
  ]);
  return [
    'npm run -s partner -- <command>   steers partner-gateway: who may call it, how much, and what they do',
    '',
    ...rows.flatMap(([command, about]) => [command, `      ${about}`]),
    '',
    '--json prints what the gateway answers, as it is. With -s npm adds nothing to what is printed.',
    'PARTNER_MANAGEMENT_URL says where the management port is (http://127.0.0.1:9002), PARTNER_OWNER_TOKEN whose',
    'token to use (that in .data/partner-gateway/owner.token, or in the folder of PARTNER_DATA_DIR).',
    'Exit codes: 0 done, 1 refused or failed, 2 not a command. Everything that is done is written down: see audit.',
  ].join('\n');
}
