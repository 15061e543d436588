import { setImmediate as nextTurn } from 'node:timers/promises';

/** What `work` comes to; rejects when that takes longer than `timeoutMs`. */
export async function answerWithin<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let settled = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(async () => {
      // A busy process may be late itself: an answer that is already here is read before these turns are over.
      await nextTurn();
      await nextTurn();
      if (!settled) reject(new Error(`no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    settled = true;
    clearTimeout(timer);
  }
}
