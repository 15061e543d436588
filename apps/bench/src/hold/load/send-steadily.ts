import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';

/** One request to send. */
export interface Ask {
  readonly url: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface Answered {
  /** When, as `performance.now()` tells it. */
  readonly sentAt: number;
  readonly ms: number;
  /** 0 where there was no answer. */
  readonly status: number;
  /** Whether it was no view, or one that lacked nothing. */
  readonly complete: boolean;
}

export interface Steadily {
  readonly perSecond: number;
  readonly seconds: number;
  /** The n-th request. */
  ask(n: number): Ask;
}

const LOOK_EVERY_MS = 1;

/**
 * Sends requests at a steady rate, however long answers take: callers do not wait for each other, and a server that
 * stalls for a moment is seen to have stalled by all of them. Each is measured from when it was sent to its last byte.
 */
export async function sendSteadily(load: Steadily, signal: AbortSignal): Promise<Answered[]> {
  const { perSecond, seconds } = load;
  const agent = new Agent({ pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const answers: Promise<Answered>[] = [];
  const begin = performance.now();
  const count = Math.round(perSecond * seconds);
  try {
    while (answers.length < count) {
      const due = Math.min(count, Math.floor(((performance.now() - begin) / 1_000) * perSecond) + 1);
      while (answers.length < due) answers.push(send(agent, load.ask(answers.length)));
      await pause(LOOK_EVERY_MS);
      signal.throwIfAborted(); // with the reason itself, which the pause would wrap
    }
    return await Promise.race([Promise.all(answers), rejectedBy(signal)]);
  } finally {
    await agent.destroy();
  }
}

function send(agent: Agent, ask: Ask): Promise<Answered> {
  const { url: origin, path, headers = {} } = ask;
  const sentAt = performance.now();
  return new Promise((resolve) => {
    let status = 0;
    let complete = true;
    const end = (status: number) => resolve({ sentAt, ms: performance.now() - sentAt, status, complete });
    agent.dispatch(
      { origin, path, method: 'GET', headers },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode, answered) {
          status = statusCode;
          complete = answered['x-complete'] !== 'false';
        },
        onResponseData() {},
        onResponseEnd: () => end(status),
        onResponseError: () => end(0),
      },
    );
  });
}

async function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
