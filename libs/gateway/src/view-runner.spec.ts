import { NotFound, type PartScope, view } from '@frontdesk/aggregation';
import { AnswerCache, type Freshness } from '@frontdesk/caching';
import { Deadline, RequestContext } from '@frontdesk/request-context';
import { fakeClock } from '@frontdesk/testing';
import { UpstreamError } from '@frontdesk/upstream';
import { keptView, ViewRunner } from './view-runner.js';

const forAMinute: Freshness = { visibility: 'public', maxAgeMs: 60_000, noStore: false };

function aContext(): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  return new RequestContext('request-1', trace, Deadline.in(1_000), new AbortController().signal);
}

describe('a kept view of what does not exist', () => {
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
    { freshMs: 60_000, absentMs: 5_000 },
  );
  const see = (id: string) => views.run(page, { id }, aContext());

  const fail = (error: Error) => () => {
    throw error;
  };
  beforeEach(() => {
    asked = 0;
  });

  it.each([
    ['a part', new NotFound('thing')],
    ['an upstream', new UpstreamError('things', 'status', { status: 404 })],
  ])('is not found, and is asked for once in a while, where %s says so', async (who, error) => {
    answer = fail(error);
    for (let time = 0; time < 3; time += 1) {
      await expect(see(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(asked).toBe(1);
    clock.advance(5_000);
    answer = () => 'here now';
    expect(await see(who)).toMatchObject({ complete: true, outcome: 'miss' });
  });

  it('is asked for each time where that is not to be kept', async () => {
    answer = fail(new NotFound('thing', { ...forAMinute, noStore: true }));
    await expect(see('unkept')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(see('unkept')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toBe(2);
  });

  it('is not what a failure says', async () => {
    answer = fail(new UpstreamError('things', 'status', { status: 500 }));
    await expect(see('broken')).rejects.toMatchObject({ name: 'UpstreamError', status: 500 });
    answer = () => 'mended';
    expect(await see('broken')).toMatchObject({ complete: true });
  });
});
