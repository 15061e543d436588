import { DeadlineExceeded } from '@frontdesk/request-context';
import type { Dispatcher } from 'undici';
import { Answer } from './answer.js';
import type { Flight, Wait } from './flight.js';
import type { UpstreamPolicy } from './policy.js';
import { UpstreamError, type UpstreamErrorCode } from './upstream-error.js';

type Controller = Dispatcher.DispatchController;
type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** An attempt that had this part of its time-out is to be blamed on the upstream if the deadline cuts it. */
const FAIR_PART = 0.5;
const WATCH_MS = 1_000;

/** One request on one connection, from its first byte to the last of its answer; undici drives it. */
export class Exchange implements Dispatcher.DispatchHandler, Wait {
  readonly answered: Promise<Answer>;
  /** Whether a byte may have reached the upstream. */
  sent = false;
  #controller: Controller | undefined;
  #answer: Answer | undefined;
  #failure: Error | undefined;
  #bytesSent = 0;
  #bytesSeen = 0;
  #seenAt: number;
  #bytesTaken = 0;
  #takenAt: number;
  readonly #startedAt: number;
  #resolve!: (answer: Answer) => void;
  #reject!: (error: Error) => void;

  constructor(
    private readonly upstream: string,
    private readonly instance: string,
    private readonly policy: UpstreamPolicy,
    private readonly flight: Flight,
    /** Whether its request body is a stream that is still being read. */
    private uploading: boolean,
  ) {
    this.#startedAt = this.#seenAt = this.#takenAt = flight.now();
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Cuts the exchange: its connection is closed, and whoever waits for it gets `error`. */
  abandon(error: Error): void {
    if (error.name === 'DeadlineExceeded' && this.#hadItsTime) this.flight.attemptBlamed = true;
    this.#failure ??= error;
    if (this.#controller) this.#controller.abort(this.#failure);
    else this.#reject(this.#failure);
  }

  timeUp(now: number): void {
    if (this.#answer?.isOpen || this.uploading) {
      if (now < this.flight.deadlineAt) this.flight.dueAt = this.flight.deadlineAt;
      else this.#watch(now);
      return;
    }
    if (now < this.flight.deadlineAt) {
      // A command is not sent twice, so there is nothing to win by giving it up early once it is sent.
      if (this.sent && !this.flight.idempotent) this.flight.dueAt = this.flight.deadlineAt;
      else this.abandon(new UpstreamError(this.upstream, this.sent ? 'attempt-timeout' : 'connect-failed'));
      return;
    }
    this.abandon(new DeadlineExceeded());
  }

  /** Whether the upstream could have answered by now; what is still read or written goes by how fast either side is. */
  get #hadItsTime(): boolean {
    if (this.#answer?.isOpen || this.uploading) return false;
    return this.flight.now() - this.#startedAt >= this.policy.attemptTimeoutMs * FAIR_PART;
  }

  onRequestStart(controller: Controller): void {
    // Thrown, undici drops the request and keeps the connection; aborted, it would close it.
    if (this.#failure) throw this.#failure;
    this.#controller = controller;
    this.sent = true;
  }

  onBodySent(chunk: Buffer): void {
    this.#bytesSent += chunk.length;
  }

  onRequestSent(): void {
    if (!this.uploading) return;
    this.uploading = false;
    // A long upload is no reason to give up before the upstream could answer it.
    this.flight.dueAt = Math.max(this.flight.deadlineAt, this.flight.now() + this.policy.attemptTimeoutMs);
  }

  onResponseStart(controller: Controller, status: number, headers: AnswerHeaders): void {
    if (status < 200) return;
    const maxBytes = this.flight.call.maxAnswerBytes ?? this.policy.maxAnswerBytes;
    this.#answer = new Answer(this.upstream, this.instance, status, headers, maxBytes, controller);
    this.#resolve(this.#answer);
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#answer?.push(chunk);
  }

  onResponseEnd(): void {
    this.#answer?.end();
  }

  onResponseError(_controller: Controller | null, error: Error): void {
    this.#failure ??= this.#translated(error);
    if (this.#answer) this.#answer.fail(this.#failure);
    else this.#reject(this.#failure);
  }

  /** Past the deadline, a body goes on while it moves; a reader who is the slow side may pause, but not for ever. */
  #watch(now: number): void {
    const answer = this.#answer;
    if (answer?.isPaused ? this.#isStalled(answer.taken, now) : this.#isDripping(now)) {
      return this.abandon(new DeadlineExceeded());
    }
    this.#bytesSeen = answer?.size ?? this.#bytesSent;
    this.#seenAt = now;
    this.flight.dueAt = now + WATCH_MS;
  }

  #isStalled(taken: number, now: number): boolean {
    if (taken === this.#bytesTaken) return now - this.#takenAt >= this.policy.stalledReaderMs;
    this.#bytesTaken = taken;
    this.#takenAt = now;
    return false;
  }

  #isDripping(now: number): boolean {
    this.#takenAt = now;
    const moved = (this.#answer?.size ?? this.#bytesSent) - this.#bytesSeen;
    return moved < (this.policy.minBytesPerSecond * (now - this.#seenAt)) / 1_000 && !this.#isEventStream();
  }

  #isEventStream(): boolean {
    return String(this.#answer?.headers['content-type'] ?? '').startsWith('text/event-stream');
  }

  #translated(error: Error): Error {
    const { name, code = '' } = error as Error & { code?: string };
    if (name === 'UpstreamError' || name === 'CallerGone' || name === 'DeadlineExceeded') return error;
    // A header or path that undici refuses is a mistake of ours, and nothing was asked.
    if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') return error;
    return new UpstreamError(this.upstream, this.#codeOf(name, code), { cause: error });
  }

  #codeOf(name: string, code: string): UpstreamErrorCode {
    if (!this.sent) return 'connect-failed';
    if (!this.#answer && (code === 'UND_ERR_HEADERS_OVERFLOW' || name === 'HTTPParserError'))
      return 'bad-headers';
    return 'reset';
  }
}
