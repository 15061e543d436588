/** What a catalogue shows: products by words and category, as the address says. */
export interface Search {
  readonly q?: string;
  readonly category?: string;
}

const LONGEST_Q = 200;

/** Reads a search of an address; what is empty there is not searched for. */
export function searchFrom(query: URLSearchParams): Search {
  const q = query.get('q')?.trim().slice(0, LONGEST_Q);
  const category = query.get('category')?.trim();
  return { ...(q && { q }), ...(category && { category }) };
}

/** The address of a search. */
export function searchUrl({ q, category }: Search): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(category && { category }) });
  return query.size === 0 ? '/products' : `/products?${query}`;
}
