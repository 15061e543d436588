import { view } from './begin-view.js';
import { ItemsNotFound } from './items-not-found.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';

interface Product {
  readonly id: string;
  readonly name: string;
}
interface Line {
  readonly productId: string | null;
}
type Clients = ReturnType<typeof productsThatKnow>;

/** A client that remembers which ids it was asked for, call by call. */
function productsThatKnow(...known: string[]) {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    byIds: (ids: readonly string[]): Promise<Product[]> => {
      asked.push(ids);
      const found = ids.filter((id) => known.includes(id)).map((id) => ({ id, name: `name of ${id}` }));
      return Promise.resolve(found.reverse());
    },
  };
}

const lines = (...ids: (string | null)[]) => ({ lines: ids.map((productId) => ({ productId })) });

const withNames = view<Clients, { lines: readonly Line[] }>('with-names')
  .joinRequired(
    'products',
    {},
    {
      each: ({ lines }) => lines,
      by: (line) => line.productId,
      via: (clients, ids) => clients.byIds(ids),
    },
  )
  .shape(({ lines, products }) => lines.map((line) => products.of(line)?.name ?? null));

describe('a join', () => {
  it('finds what belongs to each item in one call, each id once', async () => {
    const clients = productsThatKnow('a', 'b');
    const { body } = await runView(withNames, lines('a', 'b', 'a'), contextFor(), () => clients);
    expect(body).toEqual(['name of a', 'name of b', 'name of a']);
    expect(clients.asked).toEqual([['a', 'b']]);
  });

  it('has null for an item that is not found, and is complete: it is known not to exist', async () => {
    const clients = productsThatKnow('a');
    const result = await runView(withNames, lines('a', 'gone'), contextFor(), () => clients);
    expect(result).toMatchObject({ body: ['name of a', null], complete: true, missing: [] });
  });

  it('asks nothing for items to which nothing belongs', async () => {
    const clients = productsThatKnow('a');
    const { body } = await runView(withNames, lines(null), contextFor(), () => clients);
    expect(body).toEqual([null]);
    expect(clients.asked).toEqual([]);
  });

  it('asks nothing where there are no items', async () => {
    const clients = productsThatKnow();
    expect((await runView(withNames, lines(), contextFor(), () => clients)).body).toEqual([]);
    expect(clients.asked).toEqual([]);
  });

  it('of more ids than one call carries makes several calls', async () => {
    const ids = Array.from({ length: 401 }, (_, n) => `p-${n}`);
    const clients = productsThatKnow(...ids);
    const { body } = await runView(withNames, lines(...ids), contextFor(), () => clients);
    expect(clients.asked.map(({ length }) => length)).toEqual([200, 200, 1]);
    expect(body).toEqual(ids.map((id) => `name of ${id}`));
  });

  it('finds by the field that is said to be the id', async () => {
    const priced = view<object, { lines: readonly { sku: number }[] }>('priced')
      .joinRequired(
        'prices',
        {},
        {
          each: ({ lines }) => lines,
          by: ({ sku }) => sku,
          via: (_, ids) => Promise.resolve(ids.map((productId) => ({ productId, amount: productId * 10 }))),
          keyedBy: ({ productId }) => productId,
        },
      )
      .shape(({ lines, prices }) => lines.map((line) => prices.of(line)?.amount));
    const { body } = await runView(priced, { lines: [{ sku: 1 }, { sku: 2 }] }, contextFor(), () => ({}));
    expect(body).toEqual([10, 20]);
  });
});

describe('a required join', () => {
  const everyOne = view<Clients, { lines: readonly Line[] }>('every-one')
    .joinRequired(
      'products',
      { everyItem: true },
      { each: ({ lines }) => lines, by: (line) => line.productId, via: (clients, ids) => clients.byIds(ids) },
    )
    .shape(({ lines, products }) => lines.map((line) => products.of(line).name));

  it('fails the view where its call fails', async () => {
    const broken = { ...productsThatKnow(), byIds: () => Promise.reject(new Error('down')) };
    await expect(runView(withNames, lines('a'), contextFor(), () => broken)).rejects.toThrow('down');
  });

  it('that needs every item fails where one is not found, and says which', async () => {
    const run = runView(everyOne, lines('a', 'gone'), contextFor(), () => productsThatKnow('a'));
    await expect(run).rejects.toMatchObject({ code: 'ITEMS_NOT_FOUND', part: 'products', ids: ['gone'] });
  });

  it('that needs every item fails for an item to which nothing belongs', async () => {
    const run = runView(everyOne, lines(null), contextFor(), () => productsThatKnow());
    await expect(run).rejects.toThrow(ItemsNotFound);
  });
});

describe('an optional join', () => {
  const perhaps = view<Clients, { lines: readonly Line[]; wanted: boolean }>('perhaps')
    .joinOptional(
      'products',
      { when: ({ wanted }) => wanted },
      { each: ({ lines }) => lines, by: (line) => line.productId, via: (clients, ids) => clients.byIds(ids) },
    )
    .shape(({ lines, products }) => lines.map((line) => products?.of(line)?.name ?? null));

  it('that fails is null as a whole, and missing', async () => {
    const broken = { ...productsThatKnow(), byIds: () => Promise.reject(new Error('down')) };
    const result = await runView(perhaps, { ...lines('a'), wanted: true }, contextFor(), () => broken);
    expect(result).toMatchObject({ body: [null], complete: false, missing: ['products'] });
  });

  it('is not asked for where it is not wanted', async () => {
    const clients = productsThatKnow('a');
    const result = await runView(perhaps, { ...lines('a'), wanted: false }, contextFor(), () => clients);
    expect(result).toMatchObject({ body: [null], complete: true });
    expect(clients.asked).toEqual([]);
  });
});
