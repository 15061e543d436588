import type { Freshness } from '@frontdesk/caching';
import type { RequestContext } from '@frontdesk/request-context';
import { view } from './begin-view.js';
import type { PartScope } from './part-run.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';

const NO_STORE = { visibility: 'private', maxAgeMs: 0, noStore: true };
const forAMinute = { visibility: 'public', maxAgeMs: 60_000, noStore: false } as const;
const forASecond = { ...forAMinute, maxAgeMs: 1_000 } as const;
const bind = (scope: PartScope) => ({
  keep(freshness: Freshness) {
    scope.report({ source: 'cache', freshness });
    return Promise.resolve('kept');
  },
  call: (read: (context: RequestContext) => string) => Promise.resolve(read(scope.context)),
});
type Clients = ReturnType<typeof bind>;

const page = () => view<Clients>('page').required('kept', ({ keep }) => keep(forAMinute));

describe("a view's freshness", () => {
  it("is the strictest of its parts'", async () => {
    const result = await runView(
      page()
        .optional('soon', ({ keep }) => keep(forASecond))
        .shape(() => 1),
      {},
      contextFor(),
      bind,
    );
    expect(result.freshness).toEqual(forASecond);
  });

  it('is private where one part is', async () => {
    const own = page()
      .required('own', ({ keep }) => keep({ ...forAMinute, visibility: 'private' }))
      .shape(() => 1);
    expect((await runView(own, {}, contextFor(), bind)).freshness).toMatchObject({ visibility: 'private' });
  });

  it('is private where a part looks at the principal, though all else is public', async () => {
    const own = page()
      .required('greeting', (_clients, _args, { principal }) => `hello ${principal.id}`)
      .shape(() => 1);
    const { freshness } = await runView(own, {}, contextFor(), bind);
    expect(freshness).toEqual({ ...forAMinute, visibility: 'private' });
  });

  it('does not change by a part that only computes', async () => {
    const computed = page()
      .required('length', { after: ['kept'] }, (_, { kept }) => kept.length)
      .shape(() => 1);
    expect((await runView(computed, {}, contextFor(), bind)).freshness).toEqual(forAMinute);
  });

  it('is no-store where something is missing', async () => {
    const incomplete = page()
      .optional('broken', () => Promise.reject<string>(new Error('broken')))
      .shape(() => 1);
    expect((await runView(incomplete, {}, contextFor(), bind)).freshness).toEqual(NO_STORE);
  });

  it('is no-store where a part made a call that nobody vouches for', async () => {
    const unvouched = page()
      .required('called', ({ call }) => call(({ requestId }) => requestId))
      .shape(() => 1);
    expect((await runView(unvouched, {}, contextFor(), bind)).freshness).toEqual(NO_STORE);
  });

  it('is no-store where no part said anything', async () => {
    const silent = view('silent')
      .required('one', () => 1)
      .shape(({ one }) => one);
    expect((await runView(silent, {}, contextFor(), bind)).freshness).toEqual(NO_STORE);
  });
});

describe("a view's share of answers from a cache", () => {
  const report = (source: 'upstream' | 'miss' | 'cache' | 'stale') => (scope: PartScope) => {
    scope.report({ source, freshness: forAMinute });
    return source;
  };
  const shareOf = async (...sources: Parameters<typeof report>[0][]) => {
    const parts = sources.reduce(
      (draft, source, index) => draft.optional(`part${index}`, report(source)) as unknown as typeof draft,
      view<PartScope>('shared').required('silent', () => 1),
    );
    const shaped = parts.shape(() => 1);
    return (await runView(shaped, {}, contextFor(), (scope) => scope)).fromCache;
  };

  it('counts what a cache was asked for, and what it gave', async () => {
    expect(await shareOf('cache', 'stale', 'miss')).toEqual({ asked: 3, given: 2 });
    expect(await shareOf('miss')).toEqual({ asked: 1, given: 0 });
  });

  it('leaves out what no cache was asked for', async () => {
    expect(await shareOf('cache', 'upstream')).toEqual({ asked: 1, given: 1 });
    expect(await shareOf('upstream')).toEqual({ asked: 0, given: 0 });
    expect(await shareOf()).toEqual({ asked: 0, given: 0 });
  });
});
