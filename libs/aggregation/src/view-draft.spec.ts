import { expectTypeOf } from 'expect-type';
import { view } from './begin-view.js';
import type { ShapeOf } from './view.js';

interface Order {
  readonly id: string;
  readonly userId: string;
  readonly items: readonly { readonly productId: string }[];
}
interface Clients {
  readonly orders: { byId(id: string): Promise<Order> };
  readonly products: { byIds(ids: readonly string[]): Promise<{ id: string; name: string }[]> };
  readonly pricing: { byIds(ids: readonly string[]): Promise<{ productId: string; amount: number }[]> };
}
interface Input {
  readonly orderId: string;
}

const order = () =>
  view<Clients, Input>('order').required('order', ({ orders }, { orderId }) => orders.byId(orderId));

describe('the compiler', () => {
  it('knows what each part is, for later parts and for the shape', () => {
    const details = order()
      .optional('previous', ({ orders }) => orders.byId('1'), { withinMs: 300 })
      .withFallback('count', { after: ['order'] }, (_, { order }) => Promise.resolve(order.items.length), 0)
      .optional('parent', { after: ['previous'], when: ({ previous }) => !!previous }, (_, args) => {
        expectTypeOf(args).toEqualTypeOf<{ readonly orderId: string; readonly previous: Order | null }>();
        return args.previous?.id;
      })
      .joinRequired(
        'products',
        { after: ['order'] },
        {
          each: ({ order }) => order.items,
          by: (item) => item.productId,
          via: ({ products }, ids) => products.byIds(ids),
        },
      )
      .joinOptional(
        'prices',
        { after: ['order'] },
        {
          each: ({ order }) => order.items,
          by: (item) => item.productId,
          via: ({ pricing }, ids) => pricing.byIds(ids),
          keyedBy: (price) => price.productId,
        },
      )
      .joinRequired(
        'sold',
        { after: ['order'], everyItem: true },
        {
          each: ({ order }) => order.items,
          by: (item) => item.productId,
          via: ({ products }, ids) => products.byIds(ids),
        },
      )
      .shape((answers) => {
        const item = { productId: 'p-1' };
        expectTypeOf(answers.orderId).toEqualTypeOf<string>();
        expectTypeOf(answers.order).toEqualTypeOf<Order>();
        expectTypeOf(answers.previous).toEqualTypeOf<Order | null>();
        expectTypeOf(answers.count).toEqualTypeOf<number>();
        expectTypeOf(answers.parent).toEqualTypeOf<string | undefined | null>();
        expectTypeOf(answers.products.of(item)).toEqualTypeOf<{ id: string; name: string } | null>();
        expectTypeOf(answers.prices?.of(item)).toEqualTypeOf<
          { productId: string; amount: number } | null | undefined
        >();
        expectTypeOf(answers.sold.of(item)).toEqualTypeOf<{ id: string; name: string }>();
        return { id: answers.order.id };
      });
    expect(details.parts.map(({ name }) => name)).toContain('sold');
    expectTypeOf<ShapeOf<typeof details>>().toEqualTypeOf<{ id: string }>();
  });

  it('refuses what cannot run', () => {
    const one = () => 1;
    const refused = [
      // @ts-expect-error a part that is not there
      () => order().required('more', { after: ['misspelt'] }, one),
      // @ts-expect-error a part that comes later, of which a cycle could be made
      () => order().required('a', { after: ['b'] }, one),
      // @ts-expect-error a part that comes after itself
      () => order().required('a', { after: ['a'] }, one),
      // @ts-expect-error a name that is taken
      () => order().optional('order', one),
      // @ts-expect-error a join that comes after a part that is not there
      () => order().joinRequired('a', { after: ['misspelt'] }, numbers),
    ];
    for (const define of refused) expect(define).toThrow(TypeError);
  });

  it('refuses what would go wrong later', () => {
    const draft = order().optional('note', () => 'a note');
    const refused = [
      // @ts-expect-error a name that the input has
      () => draft.optional('orderId', () => 1),
      // @ts-expect-error a part that it does not come after
      () => draft.required('more', { after: [] }, (_, args) => args.order),
      // @ts-expect-error an absent part in the shape
      () => draft.shape((answers) => answers.note.length),
      // @ts-expect-error an absent part in a later part
      () => draft.required('more', { after: ['note'] }, (_, { note }) => note.length),
      // @ts-expect-error a client that the view does not have
      () => draft.required('more', (clients) => clients.payments),
      // @ts-expect-error a fallback of another type
      () => draft.withFallback('more', () => Promise.resolve(1), 'one'),
      // @ts-expect-error an item of a join that may be absent
      () => joined().shape((answers) => answers.products.of({ productId: '1' }).name),
      // @ts-expect-error what was found has no id, and nothing says where it is
      () => order().joinRequired('prices', {}, { ...numbers, via: async () => [{ productId: 1 }] }),
    ];
    for (const define of refused) expect(define).not.toThrow();
  });

  const numbers = { each: () => [1], by: (n: number) => n, via: async () => [{ id: 1 }] };

  function joined() {
    return order().joinRequired(
      'products',
      { after: ['order'] },
      {
        each: ({ order }) => order.items,
        by: (item) => item.productId,
        via: ({ products }, ids) => products.byIds(ids),
      },
    );
  }
});

describe('a definition without types', () => {
  const untyped = (name: string, settings: object = {}) =>
    order().required(name as 'name', settings as { after: [] }, () => 1);

  it.each([
    ['has the name of another part', 'order', {}, /'order' of view 'order' is there already/],
    ['has a name that cannot be a metric', 'two words', {}, /cannot have this name/],
    ['has a name that objects have by nature', '__proto__', {}, /cannot have this name/],
    [
      'comes after what is no earlier part',
      'a',
      { after: ['b'] },
      /comes after 'b', which is no earlier part/,
    ],
    ['comes after the same part twice', 'a', { after: ['order', 'order'] }, /the same part twice/],
    ['has no time', 'a', { withinMs: 0 }, /withinMs/],
    ['has a time that is no number', 'a', { withinMs: Number.NaN }, /withinMs/],
  ])('throws at once where a part %s', (_, name, settings, message) => {
    expect(() => untyped(name, settings)).toThrow(message);
  });

  it('throws at once where a part has nothing to load it', () => {
    const nothing = undefined as unknown as () => number;
    expect(() => order().required('a', nothing)).toThrow(/nothing to load it/);
  });

  it('throws at once where a join carries no ids', () => {
    const join = { each: () => [1], by: (n: number) => n, via: async () => [{ id: 1 }], atMost: 0 };
    expect(() => order().joinRequired('a', {}, join)).toThrow(/cannot ask for 0 ids/);
  });

  it('throws at once where a view has no proper name or budget', () => {
    expect(() => view('')).toThrow(/cannot be the name/);
    expect(() => view('home', { budgetMs: -1 })).toThrow(/budgetMs/);
  });
});

it('a draft can be continued in two ways, and neither sees the other', () => {
  const start = order();
  const one = start.optional('more', () => 1).shape((answers) => answers.more);
  const other = start.optional('more', () => 'x').shape((answers) => answers.more);
  expect([one.parts.length, other.parts.length]).toEqual([2, 2]);
});
