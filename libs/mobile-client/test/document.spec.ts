import { readFileSync } from 'node:fs';

interface Parameter {
  readonly name?: string;
  readonly $ref?: string;
}
interface Document {
  readonly paths: Record<string, Record<string, { readonly parameters?: readonly Parameter[] }>>;
}

/** Done twice, these have the same effect as done once, whatever key they have. */
const SAME_TWICE = [/^put /, /^delete /, /^post \/v\d+\/notifications\/\{id\}\/read$/];

const { paths } = JSON.parse(
  readFileSync(new URL('../src/generated/mobile-bff.json', import.meta.url), 'utf8'),
) as Document;

it('every command of mobile-bff may be repeated: it takes a key, or is the same done twice', () => {
  const commands = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'get')
      .map(([method, { parameters = [] }]) => ({
        name: `${method} ${path}`,
        keyed: parameters.some(({ name }) => name === 'Idempotency-Key'),
      })),
  );
  const unsafe = commands.filter(({ name, keyed }) => !keyed && !SAME_TWICE.some((same) => same.test(name)));
  expect(commands.length).toBeGreaterThan(4);
  expect(unsafe).toEqual([]);
});
