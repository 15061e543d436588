import { DeadlineExceeded } from '@frontdesk/request-context';
import { eventually, fakeUpstream } from '@frontdesk/testing';
import { aContext, aGet, errorOf, things } from './asking.js';

const POLICY = { breakerVolume: 4, breakerResetMs: 60, retries: 0 };

async function aHalfOpenBreaker() {
  const server = await fakeUpstream();
  server.answer(500);
  const states: string[] = [];
  const made = things(server, POLICY, {
    observer: { breakerChanged: ({ state }) => void states.push(state) },
  });
  for (let i = 0; i < 4; i++) await errorOf(made.ask());
  const until = (state: string) =>
    eventually(() => made.upstream.health().breaker === state, `the breaker to be ${state}`);
  await until('open');
  const refused = await errorOf(made.ask());
  expect(refused).toMatchObject({ code: 'breaker-open', retryAfterMs: expect.any(Number) });
  expect(server.requests).toHaveLength(4);
  await until('half-open');
  return { server, states, until, ...made };
}

describe('the breaker', () => {
  test('opens on rate and volume, and closes after one call that is answered', async () => {
    const { server, states, until, ask, upstreams } = await aHalfOpenBreaker();
    await using _ = server;
    await using __ = upstreams;
    server.answer(200);
    await ask();
    await until('closed');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  test('counts what is answered: for the volume, and against the rate', async () => {
    await using server = await fakeUpstream();
    const { ask, upstream, upstreams } = things(server, POLICY);
    await using _ = upstreams;
    const calls = async (status: number, times: number) => {
      server.answer(status);
      for (let i = 0; i < times; i++) await errorOf(ask());
    };
    await calls(200, 4);
    await calls(500, 4);
    // Four of eight are half, and no more than that.
    expect(upstream.health().breaker).toBe('closed');
    await calls(500, 1);
    await eventually(() => upstream.health().breaker === 'open', 'the breaker to be open');
  });

  test('half open, lets exactly one of many calls through, and opens again if it fails', async () => {
    const { server, states, until, ask, upstreams } = await aHalfOpenBreaker();
    await using _ = server;
    await using __ = upstreams;
    const errors = await Promise.all(Array.from({ length: 50 }, () => errorOf(ask())));
    expect(server.requests).toHaveLength(5);
    expect(errors.filter((error) => (error as { code: string }).code === 'breaker-open')).toHaveLength(49);
    await until('open');
    expect(states).toEqual(['open', 'half-open', 'open']);
  });

  test('half open, is not closed by a probe whose caller left, and lets the next call probe', async () => {
    const { server, until, ask, upstreams, upstream } = await aHalfOpenBreaker();
    await using _ = server;
    await using __ = upstreams;
    server.hang();
    const caller = new AbortController();
    const probe = errorOf(ask(aGet(), aContext({ signal: caller.signal })));
    await server.received(5);
    caller.abort();
    expect(await probe).toMatchObject({ name: 'CallerGone' });
    expect(upstream.health().breaker).toBe('half-open');
    server.answer(200);
    await ask();
    expect(server.requests).toHaveLength(6);
    await until('closed');
  });

  test.each([400, 404, 409, 422, 429])('is closed after any number of %i', async (status) => {
    await using server = await fakeUpstream();
    server.answer(status);
    await using upstream = things(server, POLICY);
    for (let i = 0; i < 20; i++)
      expect(await errorOf(upstream.ask())).toMatchObject({ code: 'status', status });
    expect(server.requests).toHaveLength(20);
    expect(upstream.upstream.health().breaker).toBe('closed');
  });

  test('does not hear of calls whose own deadline was too short to tell', async () => {
    await using server = await fakeUpstream();
    server.hang();
    await using upstream = things(server, { ...POLICY, attemptTimeoutMs: 400 });
    const hurried = () => errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 20 })));
    await Promise.all(Array.from({ length: 10 }, hurried));
    expect(upstream.upstream.health().breaker).toBe('closed');
  });

  test('opens where an upstream hangs', async () => {
    await using server = await fakeUpstream();
    server.hang();
    await using upstream = things(server, { ...POLICY, attemptTimeoutMs: 40 });
    const patient = () => errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 60 })));
    await Promise.all(Array.from({ length: 10 }, patient));
    await eventually(() => upstream.upstream.health().breaker === 'open', 'the breaker to open');
  });

  test.each([
    ['opens', 40, 'open'],
    ['does not hear of it', 400, 'closed'],
  ] as const)(
    '%s where all who ask give up by a deadline of their own after 60 of %d ms',
    async (_, attemptTimeoutMs, state) => {
      await using server = await fakeUpstream();
      server.hang();
      await using upstream = things(server, { ...POLICY, attemptTimeoutMs });
      const givingUp = () => {
        const leaving = new AbortController();
        setTimeout(() => leaving.abort(new DeadlineExceeded()), 60);
        return errorOf(upstream.ask(aGet(), aContext({ signal: leaving.signal })));
      };
      const errors = await Promise.all(Array.from({ length: 10 }, givingUp));
      for (const error of errors) expect(error).toMatchObject({ name: 'DeadlineExceeded' });
      await eventually(() => upstream.upstream.health().breaker === state, `the breaker to be ${state}`);
    },
  );
});
