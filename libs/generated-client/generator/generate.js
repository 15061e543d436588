import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @param {string} path */
const inWorkspace = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

// Of which client the types are, and of which gateway: `generate.js web-client web-bff`.
const [client = '', gateway = ''] = process.argv.slice(2);

const PROGRAM = inWorkspace(`dist/apps/${gateway}/programs/print-document.js`);
const FOLDER = inWorkspace(`libs/${client}/src/generated`);
const TYPES = `${FOLDER}/${gateway}.ts`;
const DOCUMENT = `${FOLDER}/${gateway}.json`;
/** What the types are made of: the same makes the same, so that they are made again only where one of these changed. */
const SOURCES = [
  PROGRAM,
  inWorkspace('package-lock.json'),
  fileURLToPath(import.meta.url),
  fileURLToPath(new URL('types-of.js', import.meta.url)),
  fileURLToPath(new URL('routes-of.js', import.meta.url)),
];
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

const head = `// Generated from the OpenAPI document of ${gateway} (see libs/generated-client); not to be edited. ${fingerprint()}\n`;
if (!existing()?.startsWith(head)) {
  const { typesOf } = await import('./types-of.js');
  const document = await print();
  mkdirSync(FOLDER, { recursive: true });
  // The types last: with them there, all is there.
  write(DOCUMENT, document);
  write(TYPES, head + (await typesOf(JSON.parse(document))));
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

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) hash.update(readFileSync(source)).update('\0');
  return hash.digest('hex');
}

function existing() {
  try {
    return readFileSync(TYPES, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function print() {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], {
    maxBuffer: MAX_DOCUMENT_BYTES,
  });
  return stdout;
}
