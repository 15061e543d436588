import { runView, view } from '@frontdesk/aggregation';
import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import { UpstreamError } from '@frontdesk/upstream';
import { createTelemetry } from './create-telemetry.js';
import type { RequestEnded } from './request-ended.js';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';
const SECRETS = [JWT, 'sid=abc123', 'k-12345', 'hunter2'];

function contextOfAlice(): RequestContext {
  const trace = traceFrom('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', (digits) =>
    '1'.repeat(digits),
  );
  const context = new RequestContext('r-1', trace, Deadline.in(1_000), new AbortController().signal);
  context.authenticated({ kind: 'user', id: 'alice', scopes: new Set() }, JWT);
  return context;
}

function started(level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const destination = {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  const telemetry = createTelemetry({ name: 'things', level, destination });
  const end = (more: Partial<RequestEnded> = {}) => {
    const ended = {
      method: 'GET',
      route: '/v1/orders/:id',
      status: 200,
      durationMs: 12.34,
      callerGone: false,
    };
    telemetry.onRequestEnd.forEach((told) => told({ ...ended, context: contextOfAlice(), ...more }));
  };
  const metrics = async () => (await telemetry.management['/metrics']?.())?.body ?? '';
  return { telemetry, lines, end, metrics };
}

describe('the log', () => {
  it('has one line per request, which says what came of it and for whom', () => {
    const { lines, end } = started();
    end({ complete: true });
    expect(lines).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        name: 'things',
        method: 'GET',
        route: '/v1/orders/:id',
        status: 200,
        durationMs: 12.3,
        requestId: 'r-1',
        traceId: '0af7651916cd43dd8448eb211c80319c',
        principal: 'user:alice',
        complete: true,
        msg: 'request',
      },
    ]);
  });

  it('names the code of a domain error and its causes, and no stack', () => {
    const { lines, end } = started();
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    end({ status: 502, error: new UpstreamError('orders', 'reset', { cause }) });
    expect(lines[0]).toMatchObject({
      level: 50,
      error: [
        { name: 'UpstreamError', code: 'reset', message: 'orders: reset' },
        { name: 'Error', code: 'ECONNRESET' },
      ],
    });
    expect(lines[0]).not.toHaveProperty('stack');
  });

  it('names the view and the part that a request failed by', async () => {
    const { lines, end } = started();
    const details = view('order-details')
      .optional('payment', () => null)
      .required('order', () => Promise.reject<string>(new UpstreamError('orders', 'reset')))
      .shape(() => 1);
    const error: unknown = await runView(details, {}, contextOfAlice(), () => ({})).catch((thrown) => thrown);
    end({ status: 502, error });
    end({ status: 404, error });
    end({ status: 502, error: new UpstreamError('orders', 'reset') });
    expect(lines).toMatchObject([
      { level: 50, view: 'order-details', part: 'order', error: [{ code: 'reset' }] },
      { level: 30, view: 'order-details', part: 'order' },
      { level: 50 },
    ]);
    expect(lines[2]).not.toHaveProperty('part');
  });

  it('has the stack of what nobody expected', () => {
    const { lines, end } = started();
    end({ status: 500, error: new TypeError('x is not a function') });
    expect(lines[0]?.stack).toContain('telemetry.spec.ts');
  });

  it('takes a caller who left for no failure', () => {
    const { lines, end } = started();
    end({ status: 499, callerGone: true });
    expect(lines[0]).toMatchObject({ level: 30, status: 499, callerGone: true });
  });

  it('holds no token, cookie, key or password, whoever wrote the line', () => {
    const { telemetry, lines, end } = started('trace');
    const headers = { authorization: `Bearer ${JWT}`, cookie: 'sid=abc123', 'x-api-key': 'k-12345' };
    telemetry.logger.info({ headers, ...headers, password: 'hunter2', 'set-cookie': ['sid=abc123'] }, 'odd');
    telemetry.nestLogger.error(`refused: Authorization: Bearer ${JWT}; Cookie: sid=abc123`, 'hunter2?');
    end({
      status: 500,
      error: new Error(`token ${JWT}, api_key=k-12345`, { cause: new Error('password: hunter2') }),
    });
    telemetry.logger.warn({ request: { headers } }, `asked with Bearer ${JWT}`);
    telemetry.logger.error(new Error(`sent Cookie: sid=abc123`), 'failed');
    expect(lines).toHaveLength(5);
    for (const line of [lines[0], ...lines.slice(2)]) {
      for (const secret of SECRETS) expect(JSON.stringify(line)).not.toContain(secret);
    }
    expect(JSON.stringify(lines[1])).not.toContain(JWT);
    expect(JSON.stringify(lines[1])).not.toContain('abc123');
  });

  it('holds nothing that its process has a form of its own for, nor do metrics and plans', async () => {
    const lines: string[] = [];
    const telemetry = createTelemetry({
      name: 'things',
      level: 'info',
      destination: { write: (line) => void lines.push(line) },
      conceal: (text) => text.replaceAll(/th_\w+/g, 'th_…'),
    });
    telemetry.logger.warn(
      { deep: { er: { value: ['th_12345'] } }, err: new Error('th_12345') },
      'of th_12345',
    );
    telemetry.logger.child({ bound: 'th_12345' }).info('a child');
    telemetry.counter('things_total', 'Things.', ['kind'])({ kind: 'th_12345' });
    const shown = await Promise.all(Object.values(telemetry.management).map((answer) => answer()));
    const all = [...lines, ...shown.map(({ body }) => body)].join('\n');
    expect(all).toContain('th_…');
    expect(all).not.toContain('th_12345');
  });

  it('says when a breaker opens, an instance is set aside or comes back, or an answer drifts', () => {
    const { telemetry, lines } = started();
    telemetry.upstreamObserver.breakerChanged?.({ upstream: 'orders', state: 'open' });
    telemetry.upstreamObserver.ejected?.({ upstream: 'orders', instance: 'a:1', forMs: 1_000 });
    telemetry.upstreamObserver.returned?.({ upstream: 'orders', instance: 'a:1' });
    telemetry.upstreamObserver.drifted?.({ upstream: 'orders', route: 'GET /orders/:id', problem: 'total' });
    expect(lines.map(({ msg }) => msg)).toEqual([
      'breaker changed',
      'instance set aside',
      'instance came back',
      'answer drifted from its schema',
    ]);
  });

  it('writes nothing when it is silent', () => {
    const { lines, end } = started('silent');
    end({ status: 500, error: new Error('x') });
    expect(lines).toEqual([]);
  });
});

describe('the metrics', () => {
  it('count requests by route template and class of status, and nothing that a caller can make up', async () => {
    const { end, metrics } = started('silent');
    end();
    end({ method: 'BREW', status: 404, route: 'unmatched' });
    end({ callerGone: true, status: 499 });
    const text = await metrics();
    const count = 'http_server_request_duration_seconds_count';
    expect(text).toContain(`${count}{method="GET",route="/v1/orders/:id",status="2xx",complete=""} 1`);
    expect(text).toContain(`${count}{method="OTHER",route="unmatched",status="4xx",complete=""} 1`);
    expect(text).toContain('status="caller-gone"');
    expect(text).not.toContain('alice');
  });

  it('count calls, attempts, drifts and ejections of upstreams', async () => {
    const { telemetry, metrics } = started('silent');
    const call = {
      upstream: 'orders',
      route: 'GET /orders/:id',
      durationMs: 5,
      outcome: 'ok',
      status: 200,
    } as const;
    telemetry.upstreamObserver.called?.({ ...call, attempts: 2 });
    telemetry.upstreamObserver.attempted?.({ ...call, attempt: 2, instance: 'a:1' });
    telemetry.upstreamObserver.drifted?.({ upstream: 'orders', route: 'GET /orders/:id', problem: 'total' });
    telemetry.upstreamObserver.ejected?.({ upstream: 'orders', instance: 'a:1', forMs: 1_000 });
    const text = await metrics();
    expect(text).toContain(
      'upstream_call_duration_seconds_count{upstream="orders",route="GET /orders/:id",outcome="ok"} 1',
    );
    expect(text).toContain(
      'upstream_attempt_duration_seconds_count{upstream="orders",outcome="ok",retry="true"} 1',
    );
    expect(text).toContain('upstream_drift_total{upstream="orders",route="GET /orders/:id"} 1');
    expect(text).toContain('upstream_ejections_total{upstream="orders"} 1');
  });

  it('show the breakers and calls in flight as they are when asked', async () => {
    const { telemetry, metrics } = started('silent');
    telemetry.watchUpstreams(() => [
      { name: 'orders', breaker: 'open', inFlight: 3, queued: 1, instances: [] },
    ]);
    const text = await metrics();
    expect(text).toContain('upstream_breaker_state{upstream="orders"} 2');
    expect(text).toContain('upstream_in_flight{upstream="orders"} 3');
    expect(text).toContain('upstream_queued{upstream="orders"} 1');
  });

  it('count what caches answered', async () => {
    const { telemetry, metrics } = started('silent');
    telemetry.cacheObserver.answered?.('stale', 'public');
    expect(await metrics()).toContain('cache_answers_total{outcome="stale",audience="public"} 1');
  });

  it('count the runs of views and their parts, which /plans shows', async () => {
    const { telemetry, metrics } = started('silent');
    const home = view('home')
      .required('user', () => Promise.resolve('alice'))
      .shape(({ user }) => user);
    await runView(home, {}, contextOfAlice(), () => ({}), { onPlan: telemetry.onPlan });
    const text = await metrics();
    expect(text).toContain('view_duration_seconds_count{view="home",outcome="complete"} 1');
    expect(text).toMatch(
      /view_part_duration_seconds_count\{view="home",part="user",outcome="ok",source="\w+"\} 1/,
    );
    const plans = await telemetry.management['/plans']?.();
    expect(JSON.parse(plans?.body ?? '')).toMatchObject([{ view: 'home', outcome: 'complete' }]);
  });

  it('show the process', async () => {
    expect(await started().metrics()).toContain('nodejs_eventloop_lag_seconds');
  });
});

it('shows what a gateway counts of its own among the metrics', async () => {
  const { telemetry, metrics } = started();
  const count = telemetry.counter('things_total', 'Things.', ['kind']);
  count({ kind: 'lamp' });
  count({ kind: 'lamp' });
  expect(await metrics()).toContain('things_total{kind="lamp"} 2');
});
