import { Reflector } from '@nestjs/core';

/** What a route leaves out of the check against cross-site forgery, and why it may. */
export interface Exemption {
  /** `header`: asks for no `X-CSRF`, and refuses other sites all the same; `all`: is not checked. */
  readonly from: 'header' | 'all';
  readonly reason: string;
}

const Exempts = Reflector.createDecorator<Exemption>();
const reflector = new Reflector();
const known = new WeakMap<object, WeakMap<object, Exemption | null>>();

type Place = Parameters<Reflector['getAllAndOverride']>[1][number];

/** For a route that a browser opens without headers of our own, such as an event stream; other sites stay refused. */
export const ForgeryCheck = ({ reason }: { header: false; reason: string }) =>
  Exempts({ from: 'header', reason });

/** For a route that other sites may lead to, since something else protects it: the reason says what. */
export const NoForgeryCheck = (reason: string) => Exempts({ from: 'all', reason });

/** What this handler is exempt from: by its own mark, else its controller's; undefined where it is checked. */
export function exemptionOf(handler: Place, controller: Place): Exemption | undefined {
  const handlers = known.get(controller) ?? new WeakMap<object, Exemption | null>();
  known.set(controller, handlers);
  let exemption = handlers.get(handler);
  if (exemption === undefined) {
    exemption = reflector.getAllAndOverride(Exempts, [handler, controller]) ?? null;
    handlers.set(handler, exemption);
  }
  return exemption ?? undefined;
}
