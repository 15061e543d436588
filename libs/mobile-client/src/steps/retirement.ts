/** A route of a version of the API that is on its way out. */
export interface Retirement {
  /** As the document has it. */
  readonly path: string;
  /** Since when it should be used no more (RFC 9745). */
  readonly deprecatedAt: Date | undefined;
  /** When it stops answering (RFC 8594). */
  readonly sunsetAt: Date | undefined;
  /** The address that took its place. */
  readonly successor: string | undefined;
}

/** What an answer says of the end of its route, if anything. */
export function retirementOf(path: string, headers: Headers): Retirement | undefined {
  const deprecation = /^@(\d{1,12})$/.exec(headers.get('deprecation') ?? '')?.[1];
  const sunset = Date.parse(headers.get('sunset') ?? '');
  if (deprecation === undefined && Number.isNaN(sunset)) return undefined;
  return {
    path,
    deprecatedAt: deprecation === undefined ? undefined : new Date(Number(deprecation) * 1_000),
    sunsetAt: Number.isNaN(sunset) ? undefined : new Date(sunset),
    successor: /<([^>]*)>;\s*rel="[^"]*\bsuccessor-version\b/.exec(headers.get('link') ?? '')?.[1],
  };
}
