import { readFile } from 'node:fs/promises';

it('the example of the README is the one that the tests run', async () => {
  const read = (file: string) => readFile(new URL(file, import.meta.url), 'utf8');
  const example = (await read('../test/example.ts')).replace('../src/index.js', '@frontdesk/mobile-client');
  expect(await read('../README.md')).toContain(example);
});
