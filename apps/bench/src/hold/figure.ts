/** Something that was measured, and what it may be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  /** Times have one, and noise lengthens them; counts have none, and no noise excuses them. */
  readonly unit?: 'ms' | 's';
  /** What a count is a part of. */
  readonly of?: number;
}

/** The limit of a figure on a machine on which times may be `factor` times as long. */
export function limitOf({ atMost, unit }: Figure, factor: number): number {
  return unit ? atMost * factor : atMost;
}

/** Whether a figure is within its limit; one that could not be measured is not. */
export function isKept(figure: Figure, factor: number): boolean {
  return figure.value <= limitOf(figure, factor);
}
