import { parseArgs } from 'node:util';
import { Failure } from '../failure.js';
import { cases } from './cases.js';
import type { HoldCase } from './hold-case.js';

const USAGE = 'npm run hold -- [--factor 2] [--case name,name]';

export interface HoldOptions {
  readonly cases: readonly HoldCase[];
  /** By how much a time may exceed its limit, for machines that do other things as well. */
  readonly factor: number;
}

/** Reads what stands behind `npm run hold --`, and `HOLD_FACTOR`; a mistake is a failure that names it. */
export function readHoldOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): HoldOptions {
  const { factor, case: names } = parse(args);
  return { cases: casesNamed(names), factor: factorFrom(factor ?? env['HOLD_FACTOR'] ?? '1') };
}

function parse(args: readonly string[]) {
  try {
    const options = { factor: { type: 'string' }, case: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new Failure(`${(error as Error).message.split('. ')[0]}: ${USAGE}`);
  }
}

function casesNamed(names: string | undefined): readonly HoldCase[] {
  const wanted = names?.split(',').map((name) => name.trim());
  const unknown = wanted?.find((name) => !cases.some((each) => each.name === name));
  if (unknown !== undefined) {
    throw new Failure(`there is no case "${unknown}"; there are ${cases.map(({ name }) => name).join(', ')}`);
  }
  return cases.filter(({ name }) => wanted?.includes(name) ?? true);
}

function factorFrom(text: string): number {
  const factor = Number(text);
  if (factor >= 1 && factor <= 10) return factor;
  throw new Failure(`HOLD_FACTOR or --factor must be a number from 1 to 10, and is "${text}"`);
}
