import fc from 'fast-check';
import { z } from 'zod';
import * as shopClients from './index.js';
import { quickTake } from './quick-take.js';

const { carts, inventory, notifications, orders, payments, pricing, products, recommendations, reviews } =
  shopClients;
const { shipping, users } = shopClients;
const clients = { carts, inventory, notifications, orders, payments, pricing, products, recommendations };
const answers = Object.values({ ...clients, reviews, shipping, users })
  .flatMap((client) => Object.values(client))
  .map(({ route, answer }: { route: string; answer: z.ZodType }) => [route, answer] as const);

interface Def {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly length: number } } }[];
  readonly entries: Readonly<Record<string, string>>;
  readonly innerType: z.ZodType;
  readonly element: z.ZodType;
  readonly shape: Readonly<Record<string, z.ZodType>>;
  readonly options: readonly z.ZodType[];
  readonly values: readonly unknown[];
}

/** Values that fit a schema, made of what the schema itself says. */
function fitting(schema: z.ZodType): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def;
  switch (def.type) {
    case 'string': {
      if (def.format === 'datetime')
        return fc.date({ noInvalidDate: true, min: new Date(0), max: YEAR_2999 }).map(iso);
      const length = def.checks?.[0]?._zod.def.length;
      return fc.string(
        length === undefined ? {} : { unit: 'grapheme-ascii', minLength: length, maxLength: length },
      );
    }
    case 'number':
      if (def.checks?.length) return fc.integer({ min: 1, max: 5 });
      return def.format === 'safeint'
        ? fc.maxSafeInteger()
        : fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'union':
      // What fits a later one is left to Zod.
      return fitting(def.options[0]!);
    case 'nullable':
      return fc.option(fitting(def.innerType));
    case 'array':
      return fc.array(fitting(def.element), { maxLength: 3 });
    case 'record':
      // `__proto__` is left to Zod, too.
      return fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.string(),
        { noNullPrototype: true },
      );
    case 'object': {
      const fields = Object.entries(def.shape).map(([name, field]) => [name, fitting(field)] as const);
      return fc.record(Object.fromEntries(fields), { noNullPrototype: true });
    }
    default:
      throw new Error(`nothing is known of ${def.type}`);
  }
}

const YEAR_2999 = new Date('2999-12-31');
const iso = (date: Date) => date.toISOString();

/** The same with one thing in it changed, taken away or added, wherever it is. */
function spoilt(value: unknown, where: readonly number[], by: unknown): unknown {
  const [first = 0, ...rest] = where;
  if (typeof value !== 'object' || value === null || where.length === 0) return by;
  const fields = Object.entries(value);
  const at = first % (fields.length + 1);
  const [name, old] = fields[at] ?? ['one more', undefined];
  const changed =
    by === undefined
      ? fields.filter(([other]) => other !== name)
      : [...fields.slice(0, at), [name, spoilt(old, rest, by)], ...fields.slice(at + 1)];
  return Array.isArray(value)
    ? changed.map(([, each]) => each)
    : Object.fromEntries(changed as [string, unknown][]);
}

describe.each(answers)('what is quickly taken of %s', (_, schema) => {
  const take = quickTake(schema);

  it('is what Zod makes of all that fits', () => {
    fc.assert(
      fc.property(fitting(schema), (answer) => {
        expect(take(answer)).toEqual(schema.parse(answer));
      }),
      { numRuns: 50 },
    );
  });

  it('is nothing of what does not fit, and of what is odd nothing else than Zod makes of it', () => {
    const anywhere = fc.array(fc.nat(20), { maxLength: 4 });
    fc.assert(
      fc.property(
        fitting(schema),
        anywhere,
        fc.option(fc.jsonValue(), { nil: undefined }),
        (answer, where, by) => {
          const odd = JSON.parse(JSON.stringify(spoilt(answer, where, by) ?? null)) as unknown;
          const taken = take(odd);
          const checked = schema.safeParse(odd);
          if (taken !== undefined) expect(taken).toEqual(checked.data);
          if (!checked.success) expect(taken).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('keeps the order of the schema, and no field that it does not name', () => {
  const take = quickTake(z.object({ b: z.string(), a: z.array(z.object({ n: z.int() })) }));
  expect(JSON.stringify(take({ secret: 1, a: [{ m: 2, n: 1 }], b: 'x' }))).toBe('{"b":"x","a":[{"n":1}]}');
});

describe.each([
  ['a default', z.object({ a: z.string().default('x') })],
  ['an optional field', z.object({ a: z.string().optional() })],
  ['a transformation', z.array(z.string().transform((text) => text.length))],
  ['a refinement', z.object({ a: z.string().refine((text) => text !== '') })],
  ['a refinement of the whole', z.object({ a: z.string() }).refine(({ a }) => a !== '')],
  ['a bound', z.array(z.int().min(3))],
  ['a coercion', z.object({ a: z.coerce.string() })],
  ['a union', z.object({ a: z.union([z.string(), z.int()]) })],
  ['a strict object', z.strictObject({ a: z.string() })],
  ['a loose object', z.looseObject({ a: z.string() })],
  ['a shortest list', z.array(z.string()).min(1)],
  ['a record by an enum', z.record(z.enum(['a', 'b']), z.string())],
  ['another format', z.object({ a: z.email() })],
])('of %s', (_, schema) => {
  it.each([
    { a: 'x' },
    { a: '' },
    {},
    { a: 1 },
    { a: 'x', b: 'y' },
    { a: 'a@b.example' },
    ['x'],
    [],
    [1],
    [3],
    null,
  ])('nothing is taken that Zod refuses, and nothing else than it makes: %j', (value) => {
    const taken = quickTake(schema)(value);
    const checked = schema.safeParse(value);
    if (taken !== undefined || !checked.success) expect(taken).toEqual(checked.data);
  });
});

it('leaves a record to Zod that would get another prototype', () => {
  const schema = z.record(z.string(), z.string());
  expect(quickTake(schema)(JSON.parse('{"a":"b","__proto__":"c"}'))).toBeUndefined();
});
