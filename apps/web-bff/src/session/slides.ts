import { Reflector } from '@nestjs/core';

/** A route that may be asked, by `slide=false`, without putting off the end of the session. */
export const MayLookOnly = Reflector.createDecorator<true>();

const LOOKS_ONLY = /[?&]slide=false(?:&|$)/;
const MAY = new WeakMap<object, boolean>();
const reflector = new Reflector();

/** Whether this request is a use of the session: every one is, unless its route lets it look only and it does. */
export function slidesBy({ url }: { readonly url: string }, handler: object): boolean {
  let may = MAY.get(handler);
  if (may === undefined) {
    may = reflector.get(MayLookOnly, handler as () => void) === true;
    MAY.set(handler, may);
  }
  return !(may && LOOKS_ONLY.test(url));
}
