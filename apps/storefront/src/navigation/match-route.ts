/** What a path is, as one of some patterns such as `/products/:id`. */
export interface MatchedRoute<Pattern extends string> {
  readonly pattern: Pattern;
  readonly id: string;
}

/** Finds the pattern that a path fits; a parameter is one segment that is not empty. */
export function matchRoute<Pattern extends string>(
  patterns: readonly Pattern[],
  path: string,
): MatchedRoute<Pattern> | undefined {
  const segments = path.split('/');
  for (const pattern of patterns) {
    const wanted = pattern.split('/');
    const fits =
      wanted.length === segments.length &&
      wanted.every((name, at) => (name.startsWith(':') ? segments[at] !== '' : name === segments[at]));
    if (fits)
      return { pattern, id: decoded(segments[wanted.findIndex((name) => name.startsWith(':'))] ?? '') };
  }
  return undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
