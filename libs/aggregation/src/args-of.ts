import type { PartRun } from './part-run.js';

/** The input and the answers of the parts that this one comes after. */
export function argsOf<Input extends object>(
  { definition }: PartRun<never, Input>,
  input: Input,
  parts: readonly PartRun<never, Input>[],
): Input {
  if (definition.after.length === 0) return input;
  const args = { ...input } as Record<string, unknown>;
  for (const part of parts) {
    const { name } = part.definition;
    if (definition.after.includes(name)) args[name] = part.value;
  }
  return args as Input;
}
