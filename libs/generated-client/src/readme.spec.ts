import { readFile } from 'node:fs/promises';
import { fakeUpstream } from '@frontdesk/testing';
import { ordersClient } from '../test/example.js';

it('the example of the README is the one that is run here, and asks for what it is typed to', async () => {
  const read = (file: string) => readFile(new URL(file, import.meta.url), 'utf8');
  const example = (await read('../test/example.ts')).replace(
    '../src/index.js',
    '@frontdesk/generated-client',
  );
  expect(await read('../README.md')).toContain(example);

  await using gateway = await fakeUpstream();
  gateway.answer(200, { total: 7 });
  const { data } = await ordersClient(gateway.url).GET('/v1/orders/{id}', {
    params: { path: { id: 'o/../1' } },
  });
  expect(data?.total).toBe(7);
  expect(gateway.requests).toMatchObject([{ url: '/v1/orders/o%2F..%2F1' }]);
});
