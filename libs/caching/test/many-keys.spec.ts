import { once } from 'node:events';
import { runTypeScript } from './run-typescript.js';

const MB = 1_048_576;
/** Enough for a process' growth to have come to its end; `npm run hold` goes on to a million. */
const KEYS = 150_000;
const CAP_MB = 100;

test('distinct keys of 1 KB without end grow the process by at most four times the cap', async () => {
  const child = runTypeScript('./many-keys.ts', [String(KEYS), String(CAP_MB * MB)]);
  const [grownBy] = (await once(child, 'message')) as [number];

  expect(grownBy / MB).toBeLessThanOrEqual(4 * CAP_MB);
  if (child.exitCode === null) await once(child, 'exit');
}, 90_000);
