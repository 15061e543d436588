export interface Parameters {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** The address of a path with these parameters; none of them leaves its place in it. */
export function addressOf(path: string, { path: places = {}, query = {} }: Parameters): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => segment(String(places[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  if (asked.length === 0) return filled;
  return `${filled}?${new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

/** Dots alone would climb in whatever way they are encoded, so they are encoded twice: then they are no id. */
function segment(value: string): string {
  return /^\.{1,2}$/.test(value) ? value.replaceAll('.', '%252E') : encodeURIComponent(value);
}
