import { FinishedAnswer } from '@frontdesk/gateway';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AnswerNotKept } from './answer-not-kept.js';
import type { RunningCommand } from './claim.js';
import type { CommandStore } from './command-store.js';
import { howItEnded } from './how-it-ended.js';
import { KeyInUse } from './refused-key.js';

declare module 'fastify' {
  interface FastifyInstance {
    commands: CommandStore;
  }
  interface FastifyRequest {
    /** The command that this request carries out, until its answer is kept. */
    command: RunningCommand | undefined;
  }
}

/** Headers that are part of an answer; all others say something of the request that is being answered. */
const KEPT_HEADERS = ['content-type', 'location', 'cache-control', 'content-language'];

/**
 * Keeps how commands end: here, on the bytes that go out, whether a handler or the problem filter made them. An answer is
 * sent when it is kept, and not before, so that nobody is ever told what a repetition would not say.
 */
export function keepAnswers(server: FastifyInstance, store: CommandStore): void {
  server.decorate('commands', store);
  server.decorateRequest('command', undefined);
  server.addHook('onSend', async (request, reply, payload) => {
    const { command } = request;
    if (!command) return payload;
    // Before anything is awaited: what goes wrong here is answered through this hook again.
    request.command = undefined;
    const how = howItEnded(reply);
    if (how === 'ended') await keep(store, command, answerOf(reply, payload));
    // The lease ends by itself where this fails.
    else await (how === 'not-done' ? store.drop(command) : store.free(command)).catch(() => {});
    return payload;
  });
}

async function keep(store: CommandStore, command: RunningCommand, answer: FinishedAnswer): Promise<void> {
  try {
    await store.end(command, answer);
  } catch (error) {
    throw error instanceof KeyInUse ? error : new AnswerNotKept(error, store.leaseMs);
  }
}

function answerOf(reply: FastifyReply, payload: unknown): FinishedAnswer {
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload) && payload !== undefined && payload !== null)
    throw new Error('the answer of a command is streamed, and cannot be kept');
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return new FinishedAnswer(reply.statusCode, Object.fromEntries(headers), Buffer.from(payload ?? ''));
}
