import { scrub } from './scrub.js';

const MAX_CAUSES = 5;

export interface DescribedError {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
}

/** An error and what caused it, without secrets. */
export function describeError(error: unknown): DescribedError[] {
  const chain: DescribedError[] = [];
  for (let current = error; current && chain.length < MAX_CAUSES; current = causeOf(current)) {
    const { name = typeof current, code, message = String(current) } = current as Partial<DescribedError>;
    chain.push({
      name,
      ...(code === undefined ? {} : { code: String(code) }),
      message: scrub(String(message)),
    });
  }
  return chain;
}

/** The stack of an error that nobody expected, without secrets. */
export function stackOf(error: unknown): string | undefined {
  const { stack } = (error ?? {}) as { stack?: unknown };
  return typeof stack === 'string' ? scrub(stack) : undefined;
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' ? (error as { cause?: unknown }).cause : undefined;
}
