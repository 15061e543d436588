import { type AnswerNote, NotFound, type PartScope } from '@frontdesk/aggregation';
import { type AnswerCache, type Freshness, freshnessOf, storable } from '@frontdesk/caching';
import type { RequestContext } from '@frontdesk/request-context';
import { readJson, type Upstream, type UpstreamAnswer } from '@frontdesk/upstream';
import { checkAnswer } from './check-answer.js';
import type { AnyOperation, OperationRequest } from './operation.js';
import { blamingCursor } from './unknown-cursor.js';

const SAYS_NOTHING: Freshness = { visibility: 'public', maxAgeMs: Infinity, noStore: false };
const SOMEBODYS: Freshness = { visibility: 'private', maxAgeMs: 0, noStore: false };
/** What the upstream asked nobody to keep: the view that it is part of is not kept either. */
const NOT_TO_BE_KEPT: AnswerNote = {
  source: 'upstream',
  freshness: { visibility: 'public', maxAgeMs: 0, noStore: true },
};

const SOURCES = { hit: 'cache', stale: 'stale', miss: 'miss', bypass: 'miss' } as const;
/** What came of a call that a cache could not spare, and that failed. */
const MISSED: AnswerNote = { ...NOT_TO_BE_KEPT, source: 'miss' };

interface Answered {
  readonly value: unknown;
  /** Whether the upstream has no such thing. */
  readonly absent: boolean;
  /** Whether it may be kept for the audience: of the operation's cache, or else of the view that it is part of. */
  readonly storable: boolean;
}

/** Makes the function that asks an upstream for an operation, through the cache where the operation declares one. */
export function askUpstream(operation: AnyOperation, upstream: Upstream, cache: AnswerCache) {
  const { cache: policy, route } = operation;
  const taken = (operation.take ?? asIs) as (answer: unknown) => unknown;
  const readsPrincipal = operation.reads === 'principal';
  const isPublic = policy ? policy.audience === 'public' : !readsPrincipal;
  const uncached: AnswerNote = { source: 'upstream', freshness: isPublic ? SAYS_NOTHING : SOMEBODYS };

  const mayBeKept = (headers: UpstreamAnswer['headers']): boolean =>
    policy || !readsPrincipal
      ? storable(headers, policy?.audience ?? 'public')
      : !/\bno-store\b/i.test(String(headers['cache-control'] ?? ''));

  const read = async (answer: UpstreamAnswer): Promise<Answered> => {
    const kept = mayBeKept(answer.headers);
    if (answer.status === NOT_FOUND)
      return { value: kept ? ABSENT : ABSENT_UNKEPT, absent: true, storable: kept };
    const value = taken(checkAnswer(operation.answer, await readJson(answer), upstream, route));
    return { value, absent: false, storable: kept };
  };
  const told = {
    ...(readsPrincipal ? {} : { identity: false as const }),
    // An absence is kept as any answer is, and so has to be read as one: its headers say whether it may be.
    accepts: isAnswerOrAbsence,
  };
  const call = (request: OperationRequest, context: RequestContext): Promise<Answered> =>
    blamingCursor(upstream.call({ method: 'GET', route, ...request, ...told, read }, context), request);

  return (scope: PartScope, args: never[]): Promise<unknown> => {
    const request = operation.request(...args);
    const key = keyOf(upstream.name, route, request);
    return scope.once(key, async (context, report) => {
      if (!policy) {
        report(uncached);
        const { value, absent, storable: kept } = await call(request, context);
        const note = kept ? uncached : NOT_TO_BE_KEPT;
        if (!kept) report(note);
        if (absent) throw new NotFound(upstream.name, note.freshness);
        return value;
      }
      const cached = await cache
        .get(key, policy, { context, readsPrincipal }, (loadContext) =>
          call(request, loadContext).then(({ value, absent, storable: store }) => ({ value, absent, store })),
        )
        .catch((error: unknown) => {
          report(MISSED);
          throw error;
        });
      const { value, outcome } = cached;
      // That an absence is not kept here is for want of `absentMs`, and nothing that the upstream asked for.
      const { freshness } =
        value === ABSENT && outcome === 'bypass' ? uncached : { freshness: freshnessOf(policy, cached) };
      report({ source: SOURCES[outcome], freshness });
      if (value === ABSENT || value === ABSENT_UNKEPT) throw new NotFound(upstream.name, freshness);
      return value;
    });
  };
}

// JSON has no undefined, and no operation takes one from its answer.
const ABSENT = undefined;
/** An absence that the upstream asks not to keep: it goes to those who wait for it, who have to know that. */
const ABSENT_UNKEPT = Object.freeze({});

const NOT_FOUND = 404;

const isAnswerOrAbsence = (status: number): boolean =>
  (status >= 200 && status < 300) || status === NOT_FOUND;

const asIs = (answer: unknown): unknown => answer;

/** Equal for equal calls of one operation alone: others read the same bytes otherwise. JSON keeps the query's names and values apart. */
function keyOf(upstream: string, route: string, { path, query }: OperationRequest): string {
  return query ? `${upstream} ${route} ${path} ${JSON.stringify(query)}` : `${upstream} ${route} ${path}`;
}
