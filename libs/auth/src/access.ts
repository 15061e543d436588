import { Reflector } from '@nestjs/core';

/** What a route asks of its caller. */
interface Access {
  readonly public: boolean;
  readonly scopes: readonly string[];
}

const AUTHENTICATED: Access = { public: false, scopes: [] };
const Asks = Reflector.createDecorator<Access>();
const reflector = new Reflector();
const known = new WeakMap<object, WeakMap<object, Access>>();

/** Marks a controller or handler that anybody may call; a refused token is ignored there, a good one is a principal. */
export const Public = () => Asks({ public: true, scopes: [] });

/** Marks a controller or handler whose callers need all of these scopes, such as `orders:read`. */
export const Scopes = (...scopes: [string, ...string[]]) => Asks({ public: false, scopes });

type Handler = Parameters<Reflector['getAllAndOverride']>[1][number];

/** What is asked at this handler: its own mark, else its controller's, else an authenticated caller. */
export function accessOf(handler: Handler, controller: Handler): Access {
  const handlers = known.get(controller) ?? new WeakMap<object, Access>();
  known.set(controller, handlers);
  let access = handlers.get(handler);
  if (!access) {
    access = reflector.getAllAndOverride(Asks, [handler, controller]) ?? AUTHENTICATED;
    handlers.set(handler, access);
  }
  return access;
}

/** Whether anybody may call this handler. */
export function isPublic(handler: Handler, controller: Handler): boolean {
  return accessOf(handler, controller).public;
}
