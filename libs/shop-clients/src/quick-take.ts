import type { z } from 'zod';
import { takeFields } from './take-fields.js';

/** What a schema makes of a value that fits it; `undefined`, which JSON does not know, where that is not sure. */
export type Take = (value: unknown) => unknown;

/**
 * Makes of a schema a function that takes what fits it, at a fraction of what Zod needs, which notes a path and issues
 * for every value. What it does not take may fit all the same, and is Zod's to judge; and so is, wherever it stands in
 * the schema, all that is more than a plain type.
 */
export function quickTake(schema: z.ZodType): Take {
  const def = schema._zod.def as Def;
  if (def.coerce || def.catchall) return asZod(schema);
  return (def.checks?.length ? textOfLength(def, def.checks) : plainTake(def)) ?? asZod(schema);
}

/** What is read of Zod's definitions, which are public for those who build on it. */
interface Def {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly coerce?: boolean;
  readonly catchall?: unknown;
  /** Of a text or a number that has a format, its name, and a text's pattern. */
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly inclusive?: boolean;
}

interface Check {
  readonly check: string;
  readonly length?: number;
}

function plainTake(def: Def): Take | undefined {
  switch (def.type) {
    case 'string':
      return def.check === undefined ? text : def.format === 'datetime' ? matching(def.pattern) : undefined;
    case 'number':
      return def.check === undefined ? finite : def.format === 'safeint' ? safeInteger : undefined;
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : undefined);
    case 'enum':
      return def.entries && oneOf(Object.values(def.entries));
    case 'nullable':
      return def.innerType && orNull(quickTake(def.innerType));
    case 'array':
      return def.element && each(quickTake(def.element));
    case 'record':
      return isText(def.keyType) && isText(def.valueType) ? texts : undefined;
    case 'union':
      // Zod takes the first that fits, too; whether that is a later one is not sure where the first was not taken.
      return def.options?.[0] && def.inclusive !== false ? quickTake(def.options[0]) : undefined;
    case 'object':
      // In the text of an object this name would be its prototype.
      return def.shape && !Object.hasOwn(def.shape, '__proto__') ? fields(def.shape) : undefined;
    default:
      return undefined;
  }
}

/** What is absent is left out or stood in for by the whole of which it is a part. */
function asZod(schema: z.ZodType): Take {
  return (value) => {
    if (value === undefined) return undefined;
    const checked = schema.safeParse(value);
    return checked.success ? checked.data : undefined;
  };
}

const text: Take = (value) => (typeof value === 'string' ? value : undefined);
const finite: Take = (value) => (Number.isFinite(value) ? value : undefined);
const safeInteger: Take = (value) => (Number.isSafeInteger(value) ? value : undefined);

function matching(pattern: RegExp | undefined): Take | undefined {
  return pattern && ((value) => (typeof value === 'string' && pattern.test(value) ? value : undefined));
}

/** Such as the code of a currency, which comes with every price. */
function textOfLength({ type, check }: Def, checks: NonNullable<Def['checks']>): Take | undefined {
  const [only] = checks.map(({ _zod }) => _zod.def);
  if (type !== 'string' || check || checks.length > 1 || only?.check !== 'length_equals') return undefined;
  return (value) => (typeof value === 'string' && value.length === only.length ? value : undefined);
}

function oneOf(known: readonly unknown[]): Take {
  return (value) => (known.includes(value) ? value : undefined);
}

function orNull(take: Take): Take {
  return (value) => (value === null ? null : take(value));
}

function each(take: Take): Take {
  return (values) => {
    if (!Array.isArray(values)) return undefined;
    const taken: unknown[] = [];
    for (const value of values) {
      const one = take(value);
      if (one === undefined) return undefined;
      taken.push(one);
    }
    return taken;
  };
}

function isText(schema: z.ZodType | undefined): boolean {
  return schema !== undefined && quickTake(schema) === text;
}

/** A record of texts, which is taken as it is: nobody else has it. */
const texts: Take = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  for (const key in value) {
    // Zod drops a `__proto__`.
    if (typeof (value as Record<string, unknown>)[key] !== 'string' || key === '__proto__') return undefined;
  }
  return value;
};

function fields(shape: Readonly<Record<string, z.ZodType>>): Take {
  return takeFields(Object.entries(shape).map(([name, schema]) => [name, quickTake(schema)] as const));
}
