import { NotFound, type PartScope, view } from '@frontdesk/aggregation';
import { AnswerCache, type Freshness } from '@frontdesk/caching';
import { Deadline, RequestContext } from '@frontdesk/request-context';
import { fakeClock } from '@frontdesk/testing';
import { UpstreamError } from '@frontdesk/upstream';
import { Controller, Get } from '@nestjs/common';
import { Context } from './context.decorator.js';
import { gatewayWith } from './test/gateway-with.js';
import { keptView, ViewRunner } from './view-runner.js';

const forAMinute: Freshness = { visibility: 'public', maxAgeMs: 60_000, noStore: false };

function aContext(): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  return new RequestContext('request-1', trace, Deadline.in(1_000), new AbortController().signal);
}

describe('a kept view', () => {
  const clock = fakeClock(1_000_000);
  const cache = new AnswerCache({ name: 'view-runner-spec', clock });
  afterAll(() => cache.close());

  let asked = 0;
  let answer: () => string;
  const bind = (scope: PartScope) => ({
    async thing(_id: string) {
      asked += 1;
      scope.report({ source: 'upstream', freshness: forAMinute });
      return answer();
    },
  });
  const views = new ViewRunner({ bind, bindPublic: bind, cache });
  const page = keptView(
    view<ReturnType<typeof bind>, { id: string }>('page')
      .required('thing', ({ thing }, { id }) => thing(id))
      .shape(({ thing }) => ({ thing })),
    { freshMs: 60_000, staleMs: 60_000, absentMs: 5_000 },
  );

  @Controller('v1')
  class PageController {
    @Get('page')
    page(@Context() context: RequestContext) {
      return views.run(page, { id: 'timed' }, context);
    }
  }
  const see = (id: string) => views.run(page, { id }, aContext());

  const fail = (error: Error) => () => {
    throw error;
  };
  beforeEach(() => {
    asked = 0;
  });

  it('says how long its parts took to whoever had it composed, and to nobody after', async () => {
    answer = () => 'a lamp';
    await using gateway = await gatewayWith([PageController]);
    const timings: (string | null)[] = [];
    for (let time = 0; time < 3; time += 1) {
      const { headers } = await fetch(`${gateway.url}/v1/page`);
      timings.push(headers.get('server-timing'));
      // The third is stale, and composed anew behind its back.
      if (time === 1) clock.advance(60_000);
    }
    expect(timings).toEqual([expect.stringMatching(/^total;dur=.*, thing;dur=/), null, null]);
  });

  it.each([
    ['a part', new NotFound('thing')],
    ['an upstream', new UpstreamError('things', 'status', { status: 404 })],
  ])(
    'of what does not exist is not found, and asked for once in a while, where %s says so',
    async (who, error) => {
      answer = fail(error);
      for (let time = 0; time < 3; time += 1) {
        await expect(see(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      expect(asked).toBe(1);
      clock.advance(5_000);
      answer = () => 'here now';
      expect(await see(who)).toMatchObject({ complete: true, outcome: 'miss' });
    },
  );

  it('of what does not exist is asked for each time where that is not to be kept', async () => {
    answer = fail(new NotFound('thing', { ...forAMinute, noStore: true }));
    await expect(see('unkept')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(see('unkept')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toBe(2);
  });

  it('is not known to be absent by a failure', async () => {
    answer = fail(new UpstreamError('things', 'status', { status: 500 }));
    await expect(see('broken')).rejects.toMatchObject({ name: 'UpstreamError', status: 500 });
    answer = () => 'mended';
    expect(await see('broken')).toMatchObject({ complete: true });
  });
});
