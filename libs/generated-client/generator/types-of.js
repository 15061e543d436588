import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { routesOf } from './routes-of.js';

/**
 * The TypeScript of an OpenAPI document: a type for each schema, and `Routes` and `Streams`, what each route takes and answers.
 * @param {import('./routes-of.js').Document} document
 * @param {import('./clients.js').Client['given']} given
 */
export async function typesOf(document, given) {
  return `${await namedTypes(document)}\n${routesOf(document, given)}`;
}

/**
 * A type for each schema, and for the input, the answers and the refusals of each operation.
 * @param {object} document
 */
async function namedTypes(document) {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-types-'));
  try {
    await createClient({
      input: /** @type {any} */ (document),
      output: { path: folder, entryFile: false, header: [] },
      plugins: ['@hey-api/typescript'],
      logs: { level: 'silent', file: false },
    });
    return await readFile(join(folder, 'types.gen.ts'), 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
