import { useEffect, useRef } from 'preact/hooks';
import { Note } from '../../layout/note.js';
import { PageHeading } from '../../layout/page-heading.js';
import { ViewOf } from '../../loading/view-of.js';
import { ProductCard } from '../../products/product-card.js';
import { Categories } from './categories.js';
import type { Search } from './search.js';
import { type Listed, type ProductList, useProductList } from './use-product-list.js';

interface CatalogueParts {
  readonly search: Search;
  readonly isReturn: boolean;
  /** Whether the page has its heading already. */
  readonly isBelowWelcome?: boolean;
}

/** Products by category and words, more of them on demand. */
export function Catalogue({ search, isReturn, isBelowWelcome = false }: CatalogueParts) {
  const listed = useProductList(search, isReturn);
  return (
    <ViewOf view={listed.view}>
      {(list) => (
        <>
          <header class="page-head">
            {isBelowWelcome ? <h2>{headingOf(search)}</h2> : <PageHeading>{headingOf(search)}</PageHeading>}
            <Categories categories={list.categories} search={search} />
          </header>
          <Products list={list} listed={listed} level={isBelowWelcome ? 3 : 2} />
        </>
      )}
    </ViewOf>
  );
}

function headingOf({ q, category }: Search): string {
  if (q) return category ? `“${q}” in ${category}` : `Results for “${q}”`;
  return category ?? 'All products';
}

interface ProductsParts {
  readonly list: ProductList;
  readonly listed: Listed;
  readonly level: 2 | 3;
}

function Products({ list, listed: { more, moreState }, level }: ProductsParts) {
  const cards = useRef<HTMLUListElement>(null);
  const shown = useRef(list.items.length);
  useEffect(() => {
    // The first of the new ones, so that the keyboard goes on where the list went on.
    if (list.items.length > shown.current)
      cards.current?.children[shown.current]?.querySelector('a')?.focus();
    shown.current = list.items.length;
  }, [list.items.length]);

  if (list.items.length === 0) {
    return (
      <Note>
        Nothing was found. Fewer or other words may help, or <a href="/products">all products</a>.
      </Note>
    );
  }
  return (
    <>
      {list.meta.missing.includes('price') && <Note>Prices can't be shown at the moment.</Note>}
      {list.meta.missing.includes('stock') && (
        <Note>What is in stock can't be shown at the moment. Everything can still be ordered.</Note>
      )}
      <ul class="cards" ref={cards}>
        {list.items.map(({ id, name, brand, imageUrl, price, stock }) => (
          <ProductCard
            key={id}
            level={level}
            above={brand}
            {...{ id, name, imageUrl, price }}
            {...(stock && { stock })}
          />
        ))}
      </ul>
      <div class="more">
        <p role="status">
          {list.items.length} {list.items.length === 1 ? 'product' : 'products'}
          {list.nextCursor ? ' shown' : ', and that is all'}
          {moreState === 'failed' && '. More could not be loaded just now'}
        </p>
        {list.nextCursor && (
          <button type="button" class="quiet" aria-busy={moreState === 'loading'} onClick={() => void more()}>
            {moreState === 'failed' ? 'Try again' : 'Show more'}
          </button>
        )}
      </div>
    </>
  );
}
