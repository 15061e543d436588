import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';
import { PROGRAM } from './generated-client-program.js';
import { TryOut } from './try-out.js';

/** With a generator from npm that knows nothing of ours, a client is made of the document, and a program written with it. */
const run = promisify(execFile);
const modules = dirname(dirname(createRequire(import.meta.url).resolve('typescript/package.json')));
const STRICT = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'ES2023',
    module: 'nodenext',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    skipLibCheck: true,
    typeRoots: [join(modules, '@types')],
    types: ['node'],
  },
  include: ['program.ts', 'client'],
};

let tryOut: TryOut;
let folder: string;
beforeAll(async () => {
  tryOut = await TryOut.start();
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-client-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(STRICT));
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  await createClient({
    input: (await tryOut.gateway.document()) as never,
    output: { path: join(folder, 'client'), module: { extension: '.ts' }, header: [] },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    logs: { level: 'silent', file: false },
  });
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await tryOut[Symbol.asyncDispose]();
});

it('a generated client is sound by the strictest rules, and so is a program that uses it', async () => {
  const checked = await run(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', folder]).catch(
    ({ stdout }: { stdout: string }) => ({ stdout }),
  );
  expect(checked.stdout).toBe('');
}, 60_000);

it('a program that uses it places an order, finds it, reads it and cancels it', async () => {
  const { gateway } = tryOut;
  const { stdout } = await run(process.execPath, [join(folder, 'program.ts')], {
    env: { FRONTDESK_URL: gateway.url, FRONTDESK_KEY: await gateway.newKey('umbrella') },
  });
  const placed = { id: expect.stringMatching(/^o-/) as string, status: 'paid', lines: 1 };
  expect(JSON.parse(stdout)).toEqual({
    products: 2,
    price: expect.any(Number) as number,
    placed,
    again: placed.id,
    listed: true,
    read: { ...placed, isCancellable: true },
    cancelled: 'cancelled',
    refused: [401, '/problems/unauthenticated'],
    invalid: [400, ['limit']],
  });
}, 60_000);
