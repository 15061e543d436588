import { type Answer, type MobileClient, mobileClient } from '../src/index.js';

export function clientOfApp(baseUrl: string, token: (refused?: string) => Promise<string>): MobileClient {
  return mobileClient({ baseUrl, token, app: { version: '2.1.0', platform: 'ios' } });
}

export async function buy(client: MobileClient, idempotencyKey: string): Promise<string> {
  const body = { paymentMethodId: 'pm-alice-1' };
  const { data, error } = await client.POST('/v2/checkout', { body, idempotencyKey });
  return error ? error.title : describePurchase(data);
}

function describePurchase({ order }: Answer<'/v2/checkout', 'POST'>): string {
  return `${order.id}: ${order.total.amount / 100} ${order.total.currency}`;
}
