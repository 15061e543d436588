import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** Random hexadecimal digits, drawn from the system in large batches because a request needs few of them. */
export function randomHex(digits: number): string {
  const bytes = Math.ceil(digits / 2);
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.toString('hex', used, (used += bytes)).slice(0, digits);
}
