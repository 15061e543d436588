/** Whether a parsed JSON value has more than `levels` arrays and objects within each other. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (nestsDeeper(item, levels - 1)) return true;
    return false;
  }
  for (const name in value)
    if (nestsDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}
