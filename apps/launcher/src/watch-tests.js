import { shownPath } from './checkout.js';

/** Longer than any one test may take. */
const SILENCE_MS = 90_000;

/**
 * @typedef {{event: 'run-start', files: number} | {event: 'file-start' | 'file-end', path: string}
 *   | {event: 'test', path: string, status: string, name: string}} TestEvent
 */

/**
 * Follows a run of the tests, and ends it where nothing has happened for so long that something must hang.
 * @param {(note: string) => void} note
 * @param {AbortSignal} signal
 */
export function watchTests(note, signal, silenceMs = SILENCE_MS) {
  const silence = new AbortController();
  /** @type {Map<string, string>} the last test that ended, by the file that is running */
  const running = new Map();
  const counts = { files: 0, done: 0, passed: 0, failed: 0 };
  let hung = '';
  const tooSilent = () => {
    hung = describeHang(running, silenceMs);
    silence.abort(new Error(hung));
  };
  let timer = setTimeout(tooSilent, silenceMs);

  return {
    signal: AbortSignal.any([signal, silence.signal]),
    /** @param {TestEvent} happened */
    hear(happened) {
      clearTimeout(timer);
      timer = setTimeout(tooSilent, silenceMs);
      if (happened.event === 'run-start') counts.files = happened.files;
      if (happened.event === 'file-start') running.set(happened.path, '');
      if (happened.event === 'file-end') {
        running.delete(happened.path);
        note(`${++counts.done} of ${counts.files} files`);
      }
      if (happened.event === 'test') {
        running.set(happened.path, happened.name);
        if (happened.status === 'passed') counts.passed++;
        if (happened.status === 'failed') counts.failed++;
      }
    },
    hung: () => hung,
    passed: () => counts.passed,
    failed: () => counts.failed,
    end: () => clearTimeout(timer),
  };
}

/**
 * @param {ReadonlyMap<string, string>} running
 * @param {number} silenceMs
 */
function describeHang(running, silenceMs) {
  const within = `for ${silenceMs / 1_000} s`;
  if (!running.size) return `Jest did not end ${within} after its last test: something is still open`;
  const files = [...running].map(
    ([path, test]) => `${shownPath(path)} (${test ? `after "${test}"` : 'before its first test ended'})`,
  );
  return `nothing happened ${within} in ${files.join(' and ')}`;
}
