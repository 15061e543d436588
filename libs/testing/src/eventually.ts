import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 5;

/** Waits until a condition holds that nothing announces; fails after `withinMs` milliseconds, naming it. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  what = 'the condition',
  withinMs = 2_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`${what} did not come to hold within ${withinMs} ms`);
    await pause(POLL_MS);
  }
}
