import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { decompressed } from './decompress.js';
import type { UpstreamAnswer } from './upstream-call.js';
import { UpstreamError } from './upstream-error.js';

const HELD_BYTES = 64 * 1024;
const DISCARDED_BYTES = 64 * 1024;

type Controller = Dispatcher.DispatchController;

/** An answer whose body goes where it is wanted: held until asked for, then into bytes, a stream, or nowhere. */
export class Answer implements UpstreamAnswer {
  #held: Buffer[] = [];
  #size = 0;
  #ended = false;
  #failure: Error | undefined;
  #mode: 'hold' | 'bytes' | 'stream' | 'discard' = 'hold';
  #stream: Readable | undefined;
  #whole: { resolve(): void; reject(error: Error): void } | undefined;
  readonly #releases: (() => void)[] = [];

  constructor(
    readonly upstream: string,
    readonly instance: string,
    readonly status: number,
    readonly headers: Readonly<Record<string, string | string[] | undefined>>,
    private readonly maxBytes: number,
    private readonly controller: Controller,
  ) {}

  /** Whether bytes of the body are still to come to someone who wants them. */
  get isOpen(): boolean {
    return this.#mode === 'stream' && !this.#ended && this.#failure === undefined;
  }

  /** Whether the reader is the slower side. */
  get isPaused(): boolean {
    return this.controller.paused;
  }

  /** The bytes that came so far. */
  get size(): number {
    return this.#size;
  }

  /** Those of them that the reader of the stream has taken. */
  get taken(): number {
    return this.#size - (this.#stream?.readableLength ?? 0);
  }

  get body(): Readable {
    if (this.#stream) return this.#stream;
    const stream = new Readable({
      highWaterMark: HELD_BYTES,
      read: () => this.controller.resume(),
      destroy: (error, done) => {
        if (!this.#ended && !this.#failure)
          this.controller.abort(error ?? new Error('the body was not wanted'));
        done(error);
      },
    });
    // Who takes the body listens for its end; a failure before that is no reason to end the process.
    stream.on('error', ignore);
    this.#mode = 'stream';
    this.#stream = stream;
    for (const chunk of this.#held) stream.push(chunk);
    this.#held = [];
    if (this.#ended) stream.push(null);
    else if (this.#failure) stream.destroy(this.#failure);
    return stream;
  }

  takeArrived(): Buffer | undefined {
    if (!this.#ended || this.#mode !== 'hold' || this.#held.length === 0) return undefined;
    this.#mode = 'bytes';
    return this.#heldBytes();
  }

  bytes(): Promise<Buffer> {
    this.#mode = 'bytes';
    // Most are there as soon as their headers are, and there is nothing to wait for.
    return this.#ended && this.#size <= this.maxBytes ? this.#decoded() : this.#arriving();
  }

  async #arriving(): Promise<Buffer> {
    // An answer to HEAD says a length and is through without a byte of it.
    const announced = this.#ended ? 0 : Number(this.headers['content-length'] ?? 0);
    if (Math.max(announced, this.#size) > this.maxBytes) this.#refuseSize();
    if (this.#failure) throw this.#failure;
    const whole = new Promise<void>((resolve, reject) => (this.#whole = { resolve, reject }));
    this.controller.resume();
    await whole;
    return this.#decoded();
  }

  #decoded(): Promise<Buffer> {
    const body = this.#heldBytes();
    const coding = this.headers['content-encoding'];
    return coding === undefined || coding === 'identity'
      ? Promise.resolve(body)
      : decompressed(body, String(coding), this.maxBytes, this.upstream);
  }

  /** Lets the rest of a short body pass, so that its connection can be used again; a long one is cut. */
  discard(): void {
    if (this.#mode !== 'hold') return;
    this.#mode = 'discard';
    this.#held = [];
    if (this.#ended || this.#failure) return;
    if (Number(this.headers['content-length'] ?? DISCARDED_BYTES) >= DISCARDED_BYTES) this.#cut();
    else this.controller.resume();
  }

  whenClosed(release: () => void): void {
    if (this.#ended || this.#failure) release();
    else this.#releases.push(release);
  }

  push(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#mode === 'stream') {
      if (this.#stream?.push(chunk) === false) this.controller.pause();
    } else if (this.#mode === 'discard') {
      if (this.#size > DISCARDED_BYTES) this.#cut();
    } else {
      this.#held.push(chunk);
      if (this.#mode === 'hold') {
        if (this.#size >= HELD_BYTES) this.controller.pause();
      } else if (this.#size > this.maxBytes) this.controller.abort(this.#tooLarge());
    }
  }

  end(): void {
    this.#ended = true;
    this.#whole?.resolve();
    this.#stream?.push(null);
    this.#release();
  }

  fail(error: Error): void {
    if (this.#ended || this.#failure) return;
    this.#failure = error;
    this.#whole?.reject(error);
    this.#stream?.destroy(error);
    this.#release();
  }

  #heldBytes(): Buffer {
    return this.#held.length === 1 ? (this.#held[0] as Buffer) : Buffer.concat(this.#held);
  }

  #release(): void {
    for (const release of this.#releases.splice(0)) release();
  }

  #cut(): void {
    this.controller.abort(new Error('the body was not wanted'));
  }

  #refuseSize(): never {
    const error = this.#tooLarge();
    if (!this.#ended) this.controller.abort(error);
    throw error;
  }

  #tooLarge(): UpstreamError {
    return new UpstreamError(this.upstream, 'too-large', { status: this.status });
  }
}

function ignore(): void {}
