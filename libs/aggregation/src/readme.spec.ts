import { readFile } from 'node:fs/promises';
import type { RequestContext } from '@frontdesk/request-context';
import { type PartScope, type Plan, runView, view } from './index.js';
import { contextFor } from './test/context-for.js';

interface Order {
  readonly id: string;
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
}
interface Clients {
  readonly orders: { byId(id: string): Promise<Order> };
  readonly payments: { ofOrder(id: string): Promise<{ status: string }> };
  readonly products: { byIds(ids: readonly string[]): Promise<{ id: string; name: string }[]> };
}

// example
const orderPage = view<Clients, { orderId: string }>('order-page', { budgetMs: 900 })
  .required('order', ({ orders }, { orderId }) => orders.byId(orderId))
  .optional('payment', ({ payments }, { orderId }) => payments.ofOrder(orderId), { withinMs: 300 })
  .joinRequired(
    'products',
    { after: ['order'] },
    {
      each: ({ order }) => order.items,
      by: (item) => item.productId,
      via: ({ products }, ids) => products.byIds(ids),
    },
  )
  .shape(({ order, payment, products }) => ({
    id: order.id,
    paid: payment?.status === 'paid',
    items: order.items.map((item) => ({ ...item, name: products.of(item)?.name ?? 'no longer sold' })),
  }));

export function showOrder(orderId: string, context: RequestContext, bind: (scope: PartScope) => Clients) {
  return runView(orderPage, { orderId }, context, bind, { onPlan });
}
// end of example

const plans: Plan[] = [];
function onPlan(plan: Plan): void {
  plans.push(plan);
}

it('the example of the README works, and is the one that stands there', async () => {
  const items = [{ productId: 'p-1', quantity: 2 }];
  const clients: Clients = {
    orders: { byId: (id) => Promise.resolve({ id, items }) },
    payments: { ofOrder: () => Promise.resolve({ status: 'paid' }) },
    products: { byIds: () => Promise.resolve([]) },
  };
  const { body, complete } = await showOrder('o-1', contextFor(), () => clients);
  expect(body).toEqual({
    id: 'o-1',
    paid: true,
    items: [{ productId: 'p-1', quantity: 2, name: 'no longer sold' }],
  });
  expect(complete).toBe(true);
  expect(plans).toMatchObject([{ view: 'order-page', outcome: 'complete' }]);

  const here = await readFile(new URL('readme.spec.ts', import.meta.url), 'utf8');
  const [, example] = here.split(/^\/\/ (?:end of )?example\n/m);
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(example);
});
