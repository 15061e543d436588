import { type FinishedView, strongETag } from '@frontdesk/caching';
import { makeOlder } from './make-older.js';

const KB = 1_024;

let derived = 0;
const olderOf = ({ text }: { readonly text: string }) => {
  derived += 1;
  return { words: text };
};

function finished(text: string): FinishedView {
  const body = Buffer.from(JSON.stringify({ text }));
  const freshness = { visibility: 'public', maxAgeMs: 1_000, noStore: false } as const;
  const kept = { outcome: 'hit', freshForMs: 1_000, complete: true, missing: [] } as const;
  return { body, etag: strongETag(body), freshness, ...kept };
}
const older = (view: FinishedView) => makeOlder(view, olderOf, { meta: false });

beforeEach(() => {
  derived = 0;
});

it('an older shape is made once of equal bytes, and is the same bytes each time', () => {
  const first = older(finished('a lamp'));
  expect(first.body.toString()).toBe('{"words":"a lamp"}');
  expect(older(finished('a lamp')).body).toBe(first.body);
  expect(older(finished('a chair')).etag).not.toBe(first.etag);
  expect(derived).toBe(2);
});

it('older shapes are held within a bound, those that are asked for again the longest', () => {
  const popular = finished('popular');
  older(popular);
  // Held by the test, so that nothing is let go but for the bound: 64 MB of them.
  const views = Array.from({ length: 640 }, (_, n) => finished(`${n} ${'x'.repeat(100 * KB)}`));
  for (const view of views) {
    older(view);
    older(popular);
  }
  expect(derived).toBe(1 + views.length);
  for (const view of views) older(view);
  expect(derived).toBeGreaterThan(1.9 * views.length);
});
