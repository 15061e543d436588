import { setTimeout as pause } from 'node:timers/promises';
import type { Gateway, Stand } from './stand.js';

const TRY_EVERY_MS = 25;
const GIVE_UP_MS = 6_000;

let probes = 0;

/** How long, in milliseconds, until two gateways on one Redis share what they share: seen by callers, not in Redis. */
export async function timeUntilShared(
  gateways: readonly [Gateway, Gateway],
  stand: Stand,
): Promise<Record<'limits' | 'cache', number>> {
  const begin = performance.now();
  const until = async (isShared: typeof sharesLimits): Promise<number> => {
    while (!(await isShared(gateways, stand))) {
      if (performance.now() - begin > GIVE_UP_MS) return Infinity;
      await pause(TRY_EVERY_MS, undefined, { signal: stand.signal });
    }
    return performance.now() - begin;
  };
  const [limits, cache] = await Promise.all([until(sharesLimits), until(sharesCache)]);
  return { limits, cache };
}

/** A caller whom nobody has counted yet: the second gateway must have one less left than the first. */
async function sharesLimits([one, other]: readonly [Gateway, Gateway], stand: Stand): Promise<boolean> {
  const headers = { 'x-forwarded-for': `10.${(probes >> 8) & 255}.${probes++ & 255}.1` };
  const left = async ({ url }: Gateway) => {
    const answer = await fetch(`${url}/api/products/p-001`, { headers, signal: stand.signal });
    await answer.arrayBuffer();
    return Number(/;r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);
  };
  return (await left(one)) - (await left(other)) === 1;
}

/** Something that nobody has asked for yet: the second gateway must have it from the first. */
async function sharesCache([one, other]: readonly [Gateway, Gateway], { signal }: Stand): Promise<boolean> {
  const path = `/api/products?q=probe-${probes++}`;
  await (await fetch(`${one.url}${path}`, { signal })).arrayBuffer();
  const answer = await fetch(`${other.url}${path}`, { signal });
  await answer.arrayBuffer();
  return answer.headers.get('cache-status')?.includes('; hit') ?? false;
}
