import type { EndedPart } from './answer-of.js';

/** The input and the answers of the parts that this one comes after. */
export function argsOf<Input extends object>(
  { definition }: Pick<EndedPart<never, Input>, 'definition'>,
  input: Input,
  parts: readonly Pick<EndedPart<never, Input>, 'definition' | 'value'>[],
): Input {
  if (definition.after.length === 0) return input;
  const args = { ...input } as Record<string, unknown>;
  for (const part of parts) {
    const { name } = part.definition;
    if (definition.after.includes(name)) args[name] = part.value;
  }
  return args as Input;
}
