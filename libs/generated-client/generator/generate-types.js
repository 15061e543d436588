import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clients } from './clients.js';

/** @param {string} path */
const inWorkspace = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
/** @param {string} name */
const besideThis = (name) => fileURLToPath(new URL(name, import.meta.url));

/** What the types are made by: the same makes the same, so that they are made again only where one of these changed. */
const MAKERS = [
  inWorkspace('package-lock.json'),
  fileURLToPath(import.meta.url),
  besideThis('clients.js'),
  besideThis('types-of.js'),
  besideThis('routes-of.js'),
];
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/**
 * Makes the types of one client of what its built gateway says of itself, unless they are up to date.
 * @param {string} client
 */
export async function generateTypes(client) {
  const declared = clients[client];
  if (!declared) throw new Error(`there is no client ${client}: ${Object.keys(clients).join(', ')}`);
  const { gateway, given } = declared;
  const program = inWorkspace(`dist/apps/${gateway}/programs/print-document.js`);
  const folder = inWorkspace(`libs/${client}/src/generated`);
  const types = `${folder}/${gateway}.ts`;
  const made = fingerprint([program, ...MAKERS]);
  const head = `// Generated from the OpenAPI document of ${gateway} (see libs/generated-client); not to be edited. ${made}\n`;
  if (existing(types)?.startsWith(head)) return;

  const { typesOf } = await import('./types-of.js');
  const document = await print(program);
  mkdirSync(folder, { recursive: true });
  // The types last: with them there, all is there.
  write(`${folder}/${gateway}.json`, document);
  write(types, head + (await typesOf(JSON.parse(document), given)));
}

/**
 * Aside first: whoever reads meanwhile finds a whole file, old or new.
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** @param {readonly string[]} sources */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source)).update('\0');
  return hash.digest('hex');
}

/** @param {string} file */
function existing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {string} program */
async function print(program) {
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    maxBuffer: MAX_DOCUMENT_BYTES,
  });
  return stdout;
}
