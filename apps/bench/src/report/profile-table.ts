import type { SelfTime, SelfTimes } from '../profile/self-times.js';
import { table } from './table.js';

const OWNERS = 16;
const FUNCTIONS = 30;

/** Where the time of one server went, as a person reads it. */
export function profileTable(title: string, { owners, functions }: SelfTimes): string {
  return [
    `\n${title}: where the time goes itself, idle left out`,
    table(['', '%'], owners.slice(0, OWNERS).map(row)),
    '',
    table(['', '%'], functions.slice(0, FUNCTIONS).map(row)),
    '',
  ].join('\n');
}

function row({ name, share }: SelfTime): string[] {
  return [name, (share * 100).toFixed(1)];
}
