/** Where gathered lines go. */
export interface Output {
  write(text: string): unknown;
  /** Writes what was handed over and is not written yet, before it returns. */
  flushSync(): void;
}

interface Gathering {
  /** So many characters are not kept back any longer, ... */
  readonly most: number;
  /** ...and nothing is kept back for longer than so many milliseconds. */
  readonly forMs: number;
}

/**
 * Gathers lines and hands them over many at a time: a write per line costs more than the line. pino's destination can
 * gather too, but joins what it has at each line, to measure it, and so copies every line some forty times.
 */
export class GatheredLines implements Output {
  #lines: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly output: Output,
    private readonly gathering: Gathering,
  ) {}

  write(line: string): void {
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length >= this.gathering.most) this.#handOver();
    else this.#timer ??= setTimeout(() => this.#handOver(), this.gathering.forMs).unref();
  }

  flushSync(): void {
    this.#handOver();
    this.output.flushSync();
  }

  #handOver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length > 0) this.output.write(this.#lines.join(''));
    this.#lines = [];
    this.#length = 0;
  }
}
