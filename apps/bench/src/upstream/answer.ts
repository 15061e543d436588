import { productPage } from '../screens/product-page.js';
import * as records from './records.js';
import type { Service } from './services.js';

const SUMMARY = { count: 40, average: 4.2 };
const some = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

/** What a service answers to a request target. */
export async function answer(service: Service, target: string): Promise<object> {
  const { pathname, searchParams } = new URL(target, 'http://upstream');
  const id = pathname.split('/')[2] ?? '';
  const ids = searchParams.get('ids')?.split(',');
  const orderId = searchParams.get('orderId') ?? '';
  const productId = searchParams.get('productId') ?? '';

  switch (service) {
    case 'users':
      return records.user(id);
    case 'products':
      return ids ? { items: ids.map(records.product) } : records.product(id);
    case 'inventory':
      return ids ? { items: ids.map(records.stock) } : records.stock(id);
    case 'pricing':
      return ids ? { items: ids.map(records.price) } : records.price(id);
    case 'reviews':
      return {
        items: some(4, (index) => records.review(productId, index)),
        nextCursor: 'cjpQ',
        summary: SUMMARY,
      };
    case 'recommendations':
      return { items: some(4, (index) => records.card(`p-10${index}`)) };
    case 'orders':
      return id
        ? records.order(id, records.ITEMS_OF_ORDER)
        : { items: some(3, (index) => records.order(`o-000${index}`, 1)), nextCursor: 'bzpQ' };
    case 'payments':
      return { items: [records.payment(orderId)] };
    case 'shipping':
      return { items: [records.shipment(orderId)] };
    case 'notifications':
      return { items: some(5, records.notification), nextCursor: null };
    case 'pages':
      return productPage(
        async (part, path) => (await answer(part, path)) as never,
        pathname.split('/')[3] ?? '',
      );
  }
}
