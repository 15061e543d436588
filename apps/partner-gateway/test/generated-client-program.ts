/** What a partner's developer writes with the client that is generated of the document. */
export const PROGRAM = `
import { client } from './client/client.gen.ts';
import { cancelOrder, createOrder, getOrder, listOrders, listProducts } from './client/sdk.gen.ts';
import type { Order, Problem } from './client/types.gen.ts';

const { FRONTDESK_URL, FRONTDESK_KEY } = process.env;
if (!FRONTDESK_URL || !FRONTDESK_KEY) throw new Error('FRONTDESK_URL and FRONTDESK_KEY are needed');
client.setConfig({ baseUrl: FRONTDESK_URL, auth: FRONTDESK_KEY });

const { data: products } = await listProducts({ query: { limit: 2 }, throwOnError: true });
const price: number | undefined = products.items[0]?.price?.amount;

const body = { items: [{ productId: 'p-001', quantity: 1 }] };
const headers = { 'Idempotency-Key': 'by-the-generated-client' };
const { data: placed } = await createOrder({ body, headers, throwOnError: true });
const { data: again } = await createOrder({ body, headers, throwOnError: true });
const { data: orders } = await listOrders({ query: { limit: 5 }, throwOnError: true });
const { data: read } = await getOrder({ path: { id: placed.id }, throwOnError: true });
const { data: cancelled } = await cancelOrder({
  path: { id: placed.id },
  headers: { 'Idempotency-Key': 'cancelled-by-the-generated-client' },
  throwOnError: true,
});

const { error: refused } = await listProducts({ auth: 'fd_test_wrong' });
const { error: invalid } = await listProducts({ query: { limit: 101 } });
const said = (problem: Problem | undefined): [number | undefined, string | undefined] => [problem?.status, problem?.type];

const summary = ({ id, status, items }: Order) => ({ id, status, lines: items.length });
console.log(
  JSON.stringify({
    products: products.items.length,
    price,
    placed: summary(placed),
    again: again.id,
    listed: orders.items.some((order) => order.id === placed.id),
    read: { ...summary(read), isCancellable: read.isCancellable },
    cancelled: cancelled.status,
    refused: said(refused),
    invalid: [invalid?.status, invalid?.errors?.map(({ field }) => field)],
  }),
);

/** What is wrong does not compile: the types are those of the document, and not anything. */
export async function wrong(): Promise<void> {
  // @ts-expect-error a command needs its key
  await createOrder({ body });
  // @ts-expect-error a quantity is a number
  await createOrder({ body: { items: [{ productId: 'p-001', quantity: '1' }] }, headers });
  // @ts-expect-error v2 calls it placedAt
  placed.createdAt;
  // @ts-expect-error an order is never this
  read.status === 'returned';
  // @ts-expect-error there may be no price
  products.items[0]!.price.amount;
}
`;
