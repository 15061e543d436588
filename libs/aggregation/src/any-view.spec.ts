import fc from 'fast-check';
import { view } from './begin-view.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';
import { type Clients, PendingCalls, settled } from './test/pending-calls.js';
import type { View } from './view.js';

interface AnyPart {
  readonly kind: 'required' | 'optional' | 'withFallback';
  /** Which of the earlier parts it comes after, by how far back they are. */
  readonly back: readonly number[];
  readonly fails: boolean;
}

const anyPart: fc.Arbitrary<AnyPart> = fc.record({
  kind: fc.constantFrom('required', 'optional', 'withFallback'),
  back: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  fails: fc.boolean(),
});
const anyView = fc.record({
  parts: fc.array(anyPart, { minLength: 1, maxLength: 7 }),
  order: fc.infiniteStream(fc.nat()),
});

const nameOf = (n: number) => `part${n}`;
const afterOf = ({ back }: AnyPart, n: number) =>
  back.filter((far) => far <= n).map((far) => nameOf(n - far));

function defined(parts: readonly AnyPart[]) {
  let draft = view<Clients>('any') as unknown as Record<string, (...args: unknown[]) => typeof draft>;
  parts.forEach((part, n) => {
    const load = ({ ask }: Clients) => ask(nameOf(n));
    draft = draft[part.kind]?.(nameOf(n), { after: afterOf(part, n) }, load, 'stand-in') as typeof draft;
  });
  return draft['shape']?.((answers: unknown) => answers) as unknown as View<Clients, object, unknown>;
}

it('whatever the parts, and in whatever order they end, a run asks once, in order, and says what is missing', async () => {
  await fc.assert(
    fc.asyncProperty(anyView, async ({ parts, order }) => {
      const calls = new PendingCalls();
      const ended = new Set<string>();
      const open = new Set<number>();
      let seen = 0;
      let outcome: unknown;
      const running = runView(defined(parts), {}, contextFor({ ms: 60_000 }), calls.bind);
      running.then((result) => (outcome = result)).catch((error: unknown) => (outcome = error));
      await settled();
      while (!outcome) {
        for (; seen < calls.asked.length; seen += 1) {
          const n = Number(calls.asked[seen]?.slice('part'.length));
          expect(afterOf(parts[n] as AnyPart, n).filter((name) => !ended.has(name))).toEqual([]);
          open.add(n);
        }
        // Nothing is open and nothing has ended: the run would hang.
        expect(open.size).toBeGreaterThan(0);
        const n = [...open][(order.next().value as number) % open.size] as number;
        open.delete(n);
        ended.add(nameOf(n));
        if (parts[n]?.fails) calls.of(nameOf(n)).fail(new Error(nameOf(n)));
        else calls.of(nameOf(n)).answer(`answer of ${n}`);
        await settled();
        if (parts[n]?.fails && parts[n].kind === 'required') expect(outcome).toEqual(new Error(nameOf(n)));
      }
      expect(new Set(calls.asked).size).toBe(calls.asked.length);
      for (const n of open) expect(calls.of(nameOf(n)).signal.aborted).toBe(true);
      if (parts.some(({ kind, fails }) => kind === 'required' && fails)) return;
      const value = ({ kind, fails }: AnyPart, n: number) =>
        fails ? (kind === 'optional' ? null : 'stand-in') : `answer of ${n}`;
      expect(outcome).toMatchObject({
        body: Object.fromEntries(parts.map((part, n) => [nameOf(n), value(part, n)])),
        missing: parts.flatMap(({ fails }, n) => (fails ? [nameOf(n)] : [])),
        complete: !parts.some(({ fails }) => fails),
      });
    }),
    { numRuns: 100 },
  );
});
