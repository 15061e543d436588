/**
 * What the engine itself costs: a view of four parts whose clients answer at once, against `Promise.all` by hand.
 *
 *     npx rolldown libs/aggregation/src/run-view.bench.ts --platform node -o /tmp/run-view.mjs && node /tmp/run-view.mjs
 *
 * Not to be concluded: what a view costs. Nothing is called here; one call over a socket costs several times as much.
 */
import { CallerGone, Deadline, RequestContext } from '@frontdesk/request-context';
import { runView } from './run-view.js';
import type { PartScope } from './part-run.js';
import { serverTiming } from './server-timing.js';
import { view } from './begin-view.js';

const RUNS = 200_000;
const ROUNDS = 5;
const freshness = { visibility: 'public', maxAgeMs: 60_000, noStore: false } as const;

interface Clients {
  ask(key: string): Promise<string>;
}

/** A client that asks for its context, as one that calls an upstream does. */
class Bound implements Clients {
  constructor(readonly scope: PartScope) {}

  async ask(key: string): Promise<string> {
    if (this.scope.context.signal.aborted) throw new CallerGone();
    this.scope.report({ source: 'cache', freshness });
    return key;
  }
}

/** A client that shares its calls, as reads do. */
class Sharing implements Clients {
  constructor(readonly scope: PartScope) {}

  ask(key: string): Promise<string> {
    return this.scope.once(key, async (context, report) => {
      if (context.signal.aborted) throw new CallerGone();
      report({ source: 'cache', freshness });
      return key;
    });
  }
}

const four = view<Clients, { id: string }>('four', { budgetMs: 800 })
  .required('a', (clients, { id }) => clients.ask(id))
  .optional('b', (clients) => clients.ask('b'))
  .optional('c', (clients) => clients.ask('c'))
  .required('d', { after: ['a'] }, (clients, { a }) => clients.ask(`${a}d`))
  .shape((parts) => parts);

async function byHand(context: RequestContext): Promise<unknown> {
  const ask = async (key: string) => {
    if (context.signal.aborted) throw new CallerGone();
    return key;
  };
  const first = ask('1').then(async (a) => [a, await ask(`${a}d`)] as const);
  const [[a, d], b, c] = await Promise.all([first, ask('b').catch(() => null), ask('c').catch(() => null)]);
  return { id: '1', a, b, c, d };
}

const caller = new AbortController();
const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
const request = () => new RequestContext('r', trace, Deadline.in(1_000), caller.signal);

const cases: Record<string, () => Promise<unknown>> = {
  'by hand': () => byHand(request()),
  'view, own context': () => runView(four, { id: '1' }, request(), (scope) => new Bound(scope)),
  'view, coalesced calls': () => runView(four, { id: '1' }, request(), (scope) => new Sharing(scope)),
  'with Server-Timing': async () => {
    const { plan } = await runView(four, { id: '1' }, request(), (scope) => new Bound(scope));
    return serverTiming(plan);
  },
};

for (const [name, run] of Object.entries(cases)) {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let n = 0; n < RUNS; n += 1) await run();
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / RUNS);
  }
  process.stdout.write(`${name.padEnd(20)} ${Math.min(...costs).toFixed(2)} us\n`);
}
