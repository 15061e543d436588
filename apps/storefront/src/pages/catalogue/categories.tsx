import { Note } from '../../layout/note.js';
import { type Search, searchUrl } from './search.js';
import type { ProductList } from './use-product-list.js';

/** The categories to choose from; those of a search keep its words. */
export function Categories({ categories, search }: Pick<ProductList, 'categories'> & { search: Search }) {
  if (!categories) return <Note>Categories can't be shown at the moment.</Note>;
  const { q, category: chosen } = search;
  const link = (name: string | undefined, label: string) => (
    <li key={label}>
      <a
        href={searchUrl({ ...(q && { q }), ...(name && { category: name }) })}
        aria-current={name === chosen ? 'true' : undefined}
      >
        {label}
      </a>
    </li>
  );
  return (
    <nav aria-label="Categories">
      <ul class="chips">
        {link(undefined, 'All')}
        {categories.map(({ name }) => link(name, name))}
      </ul>
    </nav>
  );
}
