const TICK_MS = 1_000;
const PLAIN_TICKS = 10;

/**
 * Shows steps as they are worked on: one line that is redrawn on a terminal, plain lines elsewhere.
 * @param {NodeJS.WriteStream} out
 */
export function showProgress(out) {
  const redraws = out.isTTY && process.env.TERM !== 'dumb';
  /** @param {string} text */
  const line = (text) => out.write(redraws ? `\r\x1b[K${text}\n` : `${text}\n`);

  /**
   * Runs one step and shows how long it took; `note` tells what it is about to spend its time on.
   * @template T
   * @param {string} title
   * @param {(note: (text: string) => void) => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  async function step(title, work) {
    const begin = performance.now();
    const seconds = (digits = 0) => `${((performance.now() - begin) / 1_000).toFixed(digits)} s`;
    let doing = '';
    let ticks = 0;
    const draw = () => {
      const text = `  … ${title}  ${seconds()}${doing && `  (${doing})`}`;
      if (redraws) out.write(`\r\x1b[K${text.slice(0, (out.columns || 80) - 1)}`);
      else if (ticks++ % PLAIN_TICKS === 0) line(text);
    };
    const timer = setInterval(draw, TICK_MS);
    const note = (/** @type {string} */ text) => {
      doing = text;
      if (redraws) draw();
    };
    if (redraws) draw();
    try {
      const result = await work(note);
      line(`  ✓ ${title}  ${seconds(1)}`);
      return result;
    } catch (error) {
      line(`  ✗ ${title}  ${seconds(1)}`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  return { line, step };
}
