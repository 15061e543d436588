import { once } from 'node:events';
import { join } from 'node:path';
import { checkout } from './checkout.js';
import { watchTests } from './watch-tests.js';

const SILENCE_MS = 20;
const path = join(checkout, 'libs/upstream/src/a.spec.ts');

describe('a run of the tests in which nothing happens any more', () => {
  const watched = () => watchTests(() => {}, new AbortController().signal, SILENCE_MS);

  it('is ended, naming the file that hangs and the last test that ended in it', async () => {
    const watch = watched();
    watch.hear({ event: 'file-start', path });
    watch.hear({ event: 'test', path, status: 'passed', name: 'one call' });
    await once(watch.signal, 'abort');
    expect(watch.hung()).toBe(
      'nothing happened for 0.02 s in libs/upstream/src/a.spec.ts (after "one call")',
    );
    expect([watch.passed(), watch.failed()]).toEqual([1, 0]);
  });

  it('is ended where all tests have, and something is still open', async () => {
    const watch = watched();
    watch.hear({ event: 'file-start', path });
    watch.hear({ event: 'file-end', path });
    await once(watch.signal, 'abort');
    expect(watch.hung()).toMatch(/Jest did not end .* something is still open/);
  });
});

it('a run that was told to stop is not one that hangs', () => {
  const stop = new AbortController();
  const watch = watchTests(() => {}, stop.signal);
  stop.abort();
  expect([watch.signal.aborted, watch.hung()]).toEqual([true, '']);
  watch.end();
});
