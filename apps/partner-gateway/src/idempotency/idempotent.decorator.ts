import { ApiIdempotencyKey } from '@frontdesk/gateway';
import { RouteConfig } from '@nestjs/platform-fastify';
import { beginCommand } from './begin-command.js';
import { documentKeys } from './document-keys.js';
import { Unclaimed } from './upstream-key.decorator.js';

type Handler = (this: unknown, ...args: unknown[]) => unknown;

const SAID: readonly MethodDecorator[] = [
  RouteConfig({ outlivesCaller: true }),
  ApiIdempotencyKey(),
  documentKeys,
];

/**
 * Runs a handler once for each `Idempotency-Key`, and answers every other call as the first one was answered. It begins
 * when the input is known to be valid, so that what is invalid uses up no key, and goes on when the caller leaves. The
 * handler takes an `@UpstreamKey()`, which it gives to the service that it asks. Stands above what documents its answers.
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
    for (const say of SAID) say(target, name, descriptor);
  };
}
