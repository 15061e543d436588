import { ApiIdempotencyKey } from '@frontdesk/gateway';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { beginCommand } from './begin-command.js';
import { documentReplays } from './document-replays.js';
import { Unclaimed } from './upstream-key.decorator.js';

type Handler = (this: unknown, ...args: unknown[]) => unknown;

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } as const;
const RETRY_AFTER = {
  'Retry-After': { description: 'After how many seconds to repeat the call', schema: { type: 'string' } },
} as const;

/** Where `@nestjs/swagger` keeps what is said of a handler's answers, by status. */
const RESPONSES = 'swagger/apiResponse';

/** Says of an answer what it is, unless the handler itself has said so. */
const ApiAnswerUnlessSaid =
  (answer: ApiResponseOptions & { readonly status: number }): MethodDecorator =>
  (target, name, descriptor) => {
    const said = (Reflect.getMetadata(RESPONSES, descriptor.value as object) ?? {}) as object;
    if (!Object.hasOwn(said, answer.status)) ApiResponse(answer)(target, name, descriptor);
  };

/** What the documents say of it. It stands above what documents the answers of the handler, to which it adds a header. */
const DOCUMENTED: readonly MethodDecorator[] = [
  ApiIdempotencyKey(),
  ApiAnswerUnlessSaid({
    status: 409,
    description: 'A call with this key is still running, or the state of things does not allow it',
    headers: RETRY_AFTER,
    content: problem,
  }),
  ApiAnswerUnlessSaid({
    status: 422,
    description: 'The key came with another request before',
    content: problem,
  }),
  documentReplays,
];

/**
 * Runs a handler once for each `Idempotency-Key`, and answers every other call as the first one was answered. It begins
 * when the input is known to be valid, so that what is invalid uses up no key, and goes on when the caller leaves. The
 * handler takes an `@UpstreamKey()`, which it gives to the service that it asks.
 */
export function Idempotent(): MethodDecorator {
  return (target, name, descriptor) => {
    const handler = descriptor.value as Handler;
    async function once(this: unknown, ...args: unknown[]): Promise<unknown> {
      const at = args.findIndex((arg) => arg instanceof Unclaimed);
      if (at < 0) throw new Error(`${String(name)} takes no @UpstreamKey()`);
      const begun = await beginCommand(args[at] as Unclaimed);
      return 'answer' in begun ? begun.answer : handler.apply(this, args.with(at, begun.upstreamKey));
    }
    // By its name the documents find what it takes.
    Object.defineProperty(once, 'name', { value: name });
    // What decorators below this one have said of the handler.
    for (const key of Reflect.getMetadataKeys(handler) as string[])
      Reflect.defineMetadata(key, Reflect.getMetadata(key, handler), once);
    descriptor.value = once as typeof descriptor.value;
    for (const decorate of [RouteConfig({ outlivesCaller: true }), ...DOCUMENTED])
      decorate(target, name, descriptor);
  };
}
