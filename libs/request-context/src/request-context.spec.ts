import { inspect } from 'node:util';
import * as requestContext from './index.js';

const { attachContext, CallerGone, contextOf, Deadline, RequestContext, traceFrom, traceparentOf } =
  requestContext;

const clockAt = (start: number) => {
  let now = start;
  return { now: () => now, advance: (ms: number) => (now += ms) };
};
const zeros = (digits: number) => '1'.repeat(digits);
const contextWith = (deadline = Deadline.in(1_000)) =>
  new RequestContext('r-1', traceFrom(undefined, zeros), deadline, new AbortController().signal);

describe('the public names', () => {
  it('are these', () => {
    expect(Object.keys(requestContext).sort()).toEqual([
      'CallerGone',
      'Deadline',
      'DeadlineExceeded',
      'RequestContext',
      'anonymous',
      'attachContext',
      'contextOf',
      'systemClock',
      'traceFrom',
      'traceparentOf',
    ]);
  });
});

describe('a deadline', () => {
  it('only shrinks', () => {
    const clock = clockAt(0);
    const edge = Deadline.in(1_000, clock);
    clock.advance(400);
    expect(edge.within(300).remainingMs()).toBe(300);
    expect(edge.within(900)).toBe(edge);
    expect(edge.within(undefined)).toBe(edge);
    expect(edge.remainingMs()).toBe(600);
  });

  it('has nothing left once it has passed', () => {
    const clock = clockAt(0);
    const deadline = Deadline.in(100, clock);
    clock.advance(100);
    expect(deadline.hasPassed).toBe(true);
    clock.advance(50);
    expect(deadline.remainingMs()).toBe(0);
  });
});

describe('a request context', () => {
  const alice = { kind: 'user', id: 'alice', scopes: new Set<string>() } as const;

  it('is anonymous until somebody vouches for the caller, and then for good', () => {
    const context = contextWith();
    expect(context.principal.kind).toBe('anonymous');
    context.authenticated(alice, 'secret-token');
    expect(context.principal).toBe(alice);
    expect(() => context.authenticated(alice)).toThrow('set once');
  });

  it('shares its principal with what is narrowed from it, before and after', () => {
    const context = contextWith();
    const part = context.narrow({ deadline: context.deadline.within(10) });
    context.authenticated(alice, 'secret-token');
    expect(part.principal).toBe(alice);
    expect(part.bearerToken).toBe('secret-token');
    expect(part.deadline.remainingMs()).toBeLessThanOrEqual(10);
  });

  it('gives an upstream the token that the caller sent, or the one that is kept for its audience', async () => {
    const [sent, kept] = [contextWith(), contextWith()];
    sent.authenticated(alice, 'sent');
    kept.authenticated(alice, { accessTokenFor: async (audience) => `kept for ${audience}` });
    expect(sent.accessTokenFor('urn:shop')).toBe('sent');
    expect(await kept.narrow({}).accessTokenFor('urn:shop')).toBe('kept for urn:shop');
    expect(kept.bearerToken).toBeUndefined();
    expect(contextWith().accessTokenFor('urn:shop')).toBeUndefined();
  });

  it('does not show the token to who prints or serializes it', () => {
    const context = contextWith();
    context.authenticated(alice, 'secret-token');
    expect(inspect(context, { depth: 5, showHidden: true })).not.toContain('secret-token');
    expect(JSON.stringify(context)).not.toContain('secret-token');
  });

  it('is found at the request that the edge tied it to, and nowhere else', () => {
    const request = {};
    const context = contextWith();
    attachContext(request, context);
    expect(contextOf(request)).toBe(context);
    expect(() => contextOf({})).toThrow('the edge did not run');
  });

  it('tells a caller that left from a failure', () => {
    expect(new CallerGone()).toMatchObject({ name: 'CallerGone', code: 'CALLER_GONE' });
  });
});

describe('a trace', () => {
  const traceId = 'a'.repeat(32);
  const parent = 'b'.repeat(16);

  it('goes on under the span of this hop', () => {
    const trace = traceFrom(`00-${traceId}-${parent}-00`, zeros);
    expect(traceparentOf(trace)).toBe(`00-${traceId}-${'1'.repeat(16)}-00`);
  });

  it.each([
    ['no header', undefined],
    ['another version', `01-${traceId}-${parent}-01`],
    ['a zero trace id', `00-${'0'.repeat(32)}-${parent}-01`],
    ['a zero parent', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['upper case', `00-${traceId.toUpperCase()}-${parent}-01`],
    ['more behind it', `00-${traceId}-${parent}-01-x`],
  ])('starts anew for %s', (_, header) => {
    expect(traceFrom(header, zeros)).toEqual({
      traceId: '1'.repeat(32),
      spanId: '1'.repeat(16),
      sampled: true,
    });
  });
});
