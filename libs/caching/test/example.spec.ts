import { AnswerCache } from '../src/index.js';
import { aContext } from './a-context.js';

test('the README’s example', async () => {
  const products = { byId: async (id: string) => (id === 'p-1' ? { id, name: 'lamp' } : undefined) };
  const context = aContext();
  const redisUrl = undefined;
  const outcomes: unknown[] = [];

  const cache = new AnswerCache({ name: 'web-bff', redisUrl });
  await cache.ready();

  const policy = {
    audience: 'public',
    freshMs: 300_000,
    staleMs: 60_000,
    absentMs: 10_000,
    tags: ['products'],
  } as const;
  for (const id of ['p-1', 'p-1', 'p-2', 'p-2']) {
    const { value, outcome } = await cache.get(
      `product ${id}`,
      policy,
      { context, readsPrincipal: false },
      async () => {
        const answer = await products.byId(id);
        return answer ? { value: answer } : { value: null, absent: true };
      },
    );
    outcomes.push(value?.name ?? value, outcome);
  }

  await cache.purge(['products']);
  await cache.close();
  expect(outcomes).toEqual(['lamp', 'miss', 'lamp', 'hit', null, 'miss', null, 'hit']);
});
