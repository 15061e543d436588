import type { RequestContext } from '@frontdesk/request-context';
import type { AnswerCache } from './answer-cache.js';
import type { CachePolicy } from './cache-policy.js';
import type { Load } from './cached.js';

const AT_ONCE = 8;

/** An answer to have before the first caller asks: public, as nobody is calling. */
export interface WarmUp {
  readonly key: string;
  readonly policy: CachePolicy<'public'>;
  readonly load: Load<unknown>;
}

/** Loads a few at once; tells how many are there in the end, and of each that is not. */
export async function warmUp(
  cache: AnswerCache,
  warmUps: readonly WarmUp[],
  context: RequestContext,
  failed: (key: string, error: unknown) => void,
): Promise<number> {
  const waiting = [...warmUps];
  let warm = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { key, policy, load } = next;
      await cache.get(key, policy, { context, readsPrincipal: false }, load).then(
        () => (warm += 1),
        (error: unknown) => failed(key, error),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return warm;
}
