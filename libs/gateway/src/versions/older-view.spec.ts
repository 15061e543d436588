import { type PartScope, view } from '@frontdesk/aggregation';
import { AnswerCache, type Freshness } from '@frontdesk/caching';
import type { RequestContext } from '@frontdesk/request-context';
import { Controller, Get } from '@nestjs/common';
import { Context } from '../context.decorator.js';
import { gatewayWith } from '../test/gateway-with.js';
import { keptView, ViewRunner } from '../view-runner.js';
import { olderView } from './older-view.js';

const forAMinute: Freshness = { visibility: 'public', maxAgeMs: 60_000, noStore: false };
const LONG = 'x'.repeat(2_000);

let asked: string[] = [];
let derived = 0;
let down = false;
const bind = (scope: PartScope) => ({
  part(name: string): Promise<string> {
    asked.push(name);
    scope.report({ source: 'upstream', freshness: forAMinute });
    return down && name === 'extra' ? Promise.reject(new Error('down')) : Promise.resolve(`${name} ${LONG}`);
  },
});
type Clients = ReturnType<typeof bind>;

const thing = view<Clients, { id: string }>('thing')
  .required('main', ({ part }, { id }) => part(id))
  .optional('extra', ({ part }) => part('extra'))
  .shape(({ main, extra }) => ({ title: main, more: { extra }, meta: { answered: 2 } }));
const keptThing = keptView(thing, { freshMs: 60_000, tags: [] });

interface Newer {
  readonly title: string;
  readonly more: { readonly extra: string | null };
  readonly meta: { readonly answered: number };
}
const v1Of = ({ title, more, meta }: Newer) => {
  derived += 1;
  return { name: title, extra: more.extra, meta };
};
const v0Of = ({ name }: ReturnType<typeof v1Of>) => ({ name });

const thingV1 = olderView(thing, v1Of);
const keptThingV1 = olderView(keptThing, v1Of);
const keptThingV0 = olderView(keptThingV1, v0Of);

const cache = new AnswerCache({ name: 'older-view-spec' });
afterAll(() => cache.close());
const views = new ViewRunner<Clients, Clients>({ bind, bindPublic: bind, cache });

@Controller()
class ThingsController {
  @Get('v2/things')
  newest(@Context() context: RequestContext) {
    return views.run(thing, { id: 'one' }, context);
  }
  @Get('v1/things')
  older(@Context() context: RequestContext) {
    return views.run(thingV1, { id: 'one' }, context);
  }
  @Get('v2/kept')
  newestKept(@Context() context: RequestContext) {
    return views.run(keptThing, { id: 'kept' }, context);
  }
  @Get('v1/kept')
  olderKept(@Context() context: RequestContext) {
    return views.run(keptThingV1, { id: 'kept' }, context);
  }
  @Get('v0/kept')
  oldestKept(@Context() context: RequestContext) {
    return views.run(keptThingV0, { id: 'kept' }, context);
  }
}

describe('an older version of a view', () => {
  let gateway: Awaited<ReturnType<typeof gatewayWith>>;
  beforeAll(async () => {
    gateway = await gatewayWith([ThingsController]);
  });
  afterAll(() => gateway.close());
  beforeEach(() => {
    asked = [];
    derived = 0;
  });
  const see = async (path: string, headers: Record<string, string> = { 'accept-encoding': 'identity' }) => {
    const answer = await fetch(gateway.url + path, { headers });
    return {
      headers: answer.headers,
      body: answer.status === 304 ? undefined : ((await answer.json()) as object),
    };
  };

  it('is the newer one, shaped', async () => {
    expect((await see('/v2/things')).body).toEqual({
      title: `one ${LONG}`,
      more: { extra: `extra ${LONG}` },
      meta: { answered: 2, missing: [] },
    });
    expect((await see('/v1/things')).body).toEqual({
      name: `one ${LONG}`,
      extra: `extra ${LONG}`,
      meta: { answered: 2, missing: [] },
    });
  });

  it('of a kept view is made of the same kept bytes, once, and has a tag of its own in each coding', async () => {
    const newest = await see('/v2/kept');
    const older = await see('/v1/kept');
    expect(older.body).toEqual({
      name: `kept ${LONG}`,
      extra: `extra ${LONG}`,
      meta: { answered: 2, missing: [] },
    });
    expect(older.headers.get('cache-status')).toMatch(/^frontdesk; hit/);
    await see('/v1/kept', { 'accept-encoding': 'br' });
    const coded = await see('/v1/kept', { 'accept-encoding': 'br' });
    expect(coded.body).toEqual(older.body);
    expect([asked, derived]).toEqual([['kept', 'extra'], 1]);
    const tag = String(older.headers.get('etag'));
    expect(tag).not.toBe(newest.headers.get('etag'));
    expect(coded.headers.get('etag')).toBe(tag.replace(/"$/, '-br"'));
    expect((await see('/v1/kept', { 'if-none-match': tag })).body).toBeUndefined();
    expect((await see('/v2/kept', { 'if-none-match': tag })).body).toEqual(newest.body);
  });

  it('may itself have an older one', async () => {
    expect((await see('/v0/kept')).body).toEqual({ name: `kept ${LONG}`, meta: { missing: [] } });
  });
});

it('tells what is missing as the newer one does', async () => {
  down = true;
  await using gateway = await gatewayWith([ThingsController]);
  for (const path of ['/v1/things', '/v2/things']) {
    const answer = await fetch(gateway.url + path);
    expect(await answer.json()).toMatchObject({ meta: { missing: ['extra'] } });
    expect(answer.headers.get('x-complete')).toBe('false');
  }
});
