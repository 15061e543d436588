import { searchFrom, searchUrl } from './search.js';

const read = (query: string) => searchFrom(new URLSearchParams(query));

describe('a search', () => {
  it('is in the address, and comes back as it was', () => {
    const search = { q: 'cast & iron', category: 'Home Office' };
    const url = searchUrl(search);
    expect(url).toBe('/products?q=cast+%26+iron&category=Home+Office');
    expect(searchFrom(new URL(url, 'http://shop').searchParams)).toEqual(search);
  });

  it.each(['', 'q=', 'q=%20&category=', 'other=1'])('for "%s" is for everything', (query) => {
    expect(read(query)).toEqual({});
    expect(searchUrl(read(query))).toBe('/products');
  });

  it('is no longer than web-bff takes it', () => {
    expect(read(`q=${'x'.repeat(300)}`).q).toHaveLength(200);
  });
});
