/** Tells a person what is going on. */
export interface Progress {
  /** A line that stays. */
  line(text: string): void;
  /** What is being done right now. */
  note(text: string): void;
}

const PLAIN_NOTE_EVERY_MS = 10_000;

/** One line that is redrawn on a terminal; elsewhere a plain line now and then. */
export function showProgress(out: NodeJS.WriteStream): Progress {
  const redraws = out.isTTY && process.env['TERM'] !== 'dumb';
  const begin = performance.now();
  let noted = -Infinity;
  return {
    line: (text) => void out.write(redraws ? `\r\x1b[K${text}\n` : `${text}\n`),
    note(text) {
      const seconds = Math.round((performance.now() - begin) / 1_000);
      const shown = `  … ${text}  ${seconds} s`;
      if (redraws) return void out.write(`\r\x1b[K${shown.slice(0, (out.columns || 80) - 1)}`);
      if (performance.now() - noted < PLAIN_NOTE_EVERY_MS) return;
      noted = performance.now();
      out.write(`${shown}\n`);
    },
  };
}
