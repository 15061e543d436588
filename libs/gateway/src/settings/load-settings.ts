import { z } from 'zod';

type Shape = Readonly<Record<string, z.ZodType>>;
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

/** What a shape of environment variables yields: `DEADLINE_MS` becomes `deadlineMs`. */
export type Settings<S extends Shape> = Readonly<{ [K in keyof S & string as CamelCase<K>]: z.output<S[K]> }>;

/** Thrown when the environment cannot be used; names every variable that is wrong, in one line. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
  readonly code = 'INVALID_SETTINGS';

  constructor(readonly problems: readonly string[]) {
    super(`invalid settings: ${problems.join('; ')}`);
  }
}

/** Reads a shape of variables from the environment, validated and frozen; throws `InvalidSettings`. */
export function loadSettings<S extends Shape>(
  shape: S,
  env: Readonly<Record<string, string | undefined>>,
): Settings<S> {
  const problems: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    // Compose files and shells pass "not set" as an empty string.
    const read = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (read.success) settings[camelCase(name)] = read.data;
    else problems.push(...read.error.issues.map((issue) => `${name} ${textOf(issue, env[name])}`));
  }
  if (problems.length > 0) throw new InvalidSettings(problems);
  return Object.freeze(settings) as Settings<S>;
}

function textOf(issue: z.core.$ZodIssue, value: string | undefined): string {
  return value ? issue.message : 'is missing';
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
