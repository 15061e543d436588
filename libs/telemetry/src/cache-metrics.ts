import type { CacheObserver } from '@frontdesk/caching';
import { Counter, type Registry } from 'prom-client';

/** Counts what the caches answered, and the refreshes that failed behind a stale answer. */
export function cacheMetrics(registry: Registry): CacheObserver {
  const registers = [registry];
  const answers = new Counter({
    name: 'cache_answers_total',
    help: 'What the cache did for those who asked it.',
    labelNames: ['outcome', 'audience'],
    registers,
  });
  const failures = new Counter({
    name: 'cache_refresh_failures_total',
    help: 'Refreshes in the background that failed.',
    registers,
  });
  return {
    answered: (outcome, audience) => answers.inc({ outcome, audience }),
    refreshFailed: () => failures.inc(),
  };
}
