import { type Answer, type WebClient, webClient } from '../src/index.js';

export async function titleOf(id: string, client: WebClient = webClient()): Promise<string> {
  const { data, error } = await client.GET('/api/products/{id}', { params: { path: { id } } });
  return error ? error.title : describeProduct(data);
}

function describeProduct({ product, price }: Answer<'/api/products/{id}'>): string {
  return price ? `${product.name}: ${price.amount / 100} ${price.currency}` : product.name;
}
