import type { Answer } from '@frontdesk/web-client';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { api } from '../../api.js';
import { useView, type View } from '../../loading/use-view.js';
import { type Search, searchUrl } from './search.js';

const AT_ONCE = 24;

export type ProductList = Answer<'/api/products'>;

export interface Listed {
  readonly view: View<ProductList>;
  readonly more: () => Promise<void>;
  /** Whether the next products are on their way, or could not be had. */
  readonly moreState: 'idle' | 'loading' | 'failed';
}

/** Lists as they were when they were left, for who goes back to one: it is as long as it was, and scrolled as it was. */
const left = new Map<string, ProductList>();

/** The products of a search, page after page. */
export function useProductList(search: Search, isReturn: boolean): Listed {
  const [key] = useState(() => searchUrl(search));
  const [moreState, setMoreState] = useState<Listed['moreState']>('idle');
  const [added, setAdded] = useState<ProductList>();
  const page = useCallback(
    (cursor: string | undefined, signal?: AbortSignal) =>
      api.GET('/api/products', {
        params: { query: { ...search, limit: AT_ONCE, ...(cursor !== undefined && { cursor }) } },
        ...(signal && { signal }),
      }),
    [],
  );
  const view = useView<ProductList>(async (signal) => {
    const kept = isReturn ? left.get(key) : undefined;
    return kept ? { data: kept } : page(undefined, signal);
  });
  const list = added ?? (view.loaded.state === 'ready' ? view.loaded.data : undefined);
  useEffect(() => {
    if (list) left.set(key, list);
  }, [list]);

  const more = async () => {
    if (!list?.nextCursor || moreState === 'loading') return;
    setMoreState('loading');
    const { data } = await page(list.nextCursor);
    setMoreState(data ? 'idle' : 'failed');
    if (!data) return;
    const missing = [...new Set([...list.meta.missing, ...data.meta.missing])];
    setAdded({
      ...data,
      categories: list.categories,
      items: [...list.items, ...data.items],
      meta: { missing },
    });
  };
  return { view: list ? { ...view, loaded: { state: 'ready', data: list } } : view, more, moreState };
}
