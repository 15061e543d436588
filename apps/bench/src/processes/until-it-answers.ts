import { setTimeout as pause } from 'node:timers/promises';

const ASK_EVERY_MS = 20;
const ANSWERS_WITHIN_MS = 5_000;

/** Waits for a server that cannot say that it is ready; any answer will do. */
export async function untilItAnswers(url: string): Promise<void> {
  for (const end = performance.now() + ANSWERS_WITHIN_MS; ; await pause(ASK_EVERY_MS)) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}
