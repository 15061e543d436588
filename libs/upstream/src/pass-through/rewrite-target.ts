import { checkedPath, checkedQuery, type Path } from '../path.js';
import { type PassThrough, PassThroughRefused } from './declaration.js';

export interface Target {
  readonly path: Path;
  /** The prefix as the caller wrote it and what it became, to turn a `Location` back. */
  readonly from: string;
  readonly to: string;
}

/** Where a request goes at the upstream; throws `InvalidPathSegment` for a segment that could leave its place. */
export function rewrittenTarget(declared: PassThrough, url: string): Target {
  const [whole = ''] = url.split('#', 1);
  const at = whole.indexOf('?');
  const segments = (at < 0 ? whole : whole.slice(0, at)).split('/').slice(1);
  const prefix = segmentsOf(declared.prefix);
  const named = new Map<string, string>();
  prefix.forEach((expected, i) => {
    const segment = segments[i] ?? '';
    if (expected.startsWith(':') && segment !== '') named.set(expected, segment);
    else if (expected !== segment) throw new PassThroughRefused('not-found');
  });
  const to = segmentsOf(declared.rewrite).map((segment) => named.get(segment) ?? segment);
  const rest = segments.slice(prefix.length);
  if (declared.exact && rest.length > 0) throw new PassThroughRefused('not-found');
  const path = checkedPath(`/${[...to, ...rest].join('/')}`);
  const query = at < 0 ? '' : declaredQuery(declared, whole.slice(at + 1));
  return {
    path: (query === '' ? path : `${path}?${query}`) as Path,
    from: `/${segments.slice(0, prefix.length).join('/')}`,
    to: `/${to.join('/')}`,
  };
}

function declaredQuery({ query }: PassThrough, raw: string): string {
  if (query) {
    for (const name of new URLSearchParams(raw).keys()) {
      if (!query.includes(name)) throw new PassThroughRefused('undeclared-query', name);
    }
  }
  return checkedQuery(raw);
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
