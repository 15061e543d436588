import { fakeUpstream } from '@frontdesk/testing';
import type { UpstreamObserver } from '../src/index.js';
import { aContext, aGet, errorOf, things } from './asking.js';

function aRecord() {
  const events: unknown[] = [];
  const record = (kind: string) => (event: object) => void events.push({ kind, ...event });
  const observer: UpstreamObserver = {
    attempted: record('attempted'),
    called: record('called'),
    breakerChanged: record('breaker'),
    drifted: record('drifted'),
  };
  return { events, observer };
}

describe('the observer hears', () => {
  test('of every attempt and of the call', async () => {
    await using server = await fakeUpstream();
    server.handle((_, response) => {
      if (server.requests.length === 1) response.writeHead(503).end();
      else response.setHeader('content-type', 'application/json').end('{}');
    });
    const { events, observer } = aRecord();
    await using upstream = things(server, {}, { observer });
    await upstream.ask();
    const common = { upstream: 'things', route: 'GET /things/:id', durationMs: expect.any(Number) };
    const instance = `127.0.0.1:${server.port}`;
    expect(events).toEqual([
      { kind: 'attempted', ...common, instance, attempt: 1, outcome: 'status', status: 503 },
      { kind: 'attempted', ...common, instance, attempt: 2, outcome: 'ok', status: 200 },
      { kind: 'called', ...common, attempts: 2, outcome: 'ok', status: 200 },
    ]);
  });

  test.each([
    ['deadline', { deadlineMs: 20 }],
    ['caller-gone', { signal: AbortSignal.abort() }],
  ])('that a call ended by %s', async (outcome, asker) => {
    await using server = await fakeUpstream();
    server.hang();
    const { events, observer } = aRecord();
    await using upstream = things(server, {}, { observer });
    await errorOf(upstream.ask(aGet(), aContext(asker)));
    expect(events.at(-1)).toMatchObject({ kind: 'called', outcome });
  });

  test('of an answer that drifted, which is an error where the policy is strict', async () => {
    await using server = await fakeUpstream();
    const { events, observer } = aRecord();
    await using lenient = things(server, { answers: 'lenient' }, { observer });
    await using strict = things(server, {}, { observer });
    lenient.upstream.drifted('GET /things/:id', 'price: expected number');
    expect(() => strict.upstream.drifted('GET /things/:id', 'price: expected number')).toThrow(
      'schema-drift',
    );
    const drift = {
      kind: 'drifted',
      upstream: 'things',
      route: 'GET /things/:id',
      problem: 'price: expected number',
    };
    expect(events).toEqual([drift, drift]);
  });
});
