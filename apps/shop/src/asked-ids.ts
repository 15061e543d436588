import { badInput } from './problem.js';
import { MAX_IDS } from './service.js';

/** The ids in `?ids=a,b,c`; too many, or none where the route has no other list, is a 400. */
export function askedIds(ids: string | undefined): string[] {
  if (ids === undefined) throw badInput('ids', 'is required');
  const asked = ids.split(',').filter((id) => id !== '');
  if (asked.length > MAX_IDS) throw badInput('ids', `must name at most ${MAX_IDS}`);
  return asked;
}
