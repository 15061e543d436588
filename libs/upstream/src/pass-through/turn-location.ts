import type { Target } from './rewrite-target.js';

const ELSEWHERE = 'http://elsewhere.invalid';

/** An upstream's `Location` as the caller can use it; none where it leads out of what is passed through. */
export function turnedLocation(
  location: string | string[] | undefined,
  { path, from, to }: Target,
  upstreamUrls: readonly URL[],
): string | undefined {
  if (typeof location !== 'string') return undefined;
  for (const { origin, pathname } of upstreamUrls) {
    const base = pathname.replace(/\/$/, '');
    const url = URL.canParse(location, origin + base + path)
      ? new URL(location, origin + base + path)
      : new URL(ELSEWHERE);
    if (url.origin !== origin || !isBelow(url.pathname, base + to)) continue;
    const rest = url.pathname.slice((base + to).replace(/\/$/, '').length);
    return from.replace(/\/$/, '') + rest + url.search + url.hash || '/';
  }
  return undefined;
}

function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
