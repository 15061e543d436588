/** Tells the same once alone: every answer says it again. */
export function notOften<Told extends readonly unknown[]>(
  tell: (...told: Told) => void,
  nameOf: (...told: Told) => string,
): (...told: Told) => void {
  const known = new Set<string>();
  return (...told) => {
    const name = nameOf(...told);
    if (known.has(name)) return;
    known.add(name);
    tell(...told);
  };
}
