import { table } from '../report/table.js';
import { type Figure, isKept, limitOf } from './figure.js';
import type { Noise } from './noise.js';

/** What came of one case. */
export interface Measured {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly noise: Noise;
  /** Why there are no figures. */
  readonly failure?: string;
}

/** All figures beside their limits, as a person reads them. */
export function holdTable(measured: readonly Measured[], factor: number): string {
  const rows = measured.flatMap(({ title, figures, noise, failure }) => [
    [title, '', '', '', `${noise.lateMs.toFixed(1)} ms`, percent(noise.shortOfCpu)],
    ...(failure === undefined ? [] : [[`  ${failure}`, '', '', 'MISSED']]),
    ...figures.map((figure) => [
      `  ${figure.what}`,
      shown(figure, figure.value) + (figure.of === undefined ? '' : ` of ${figure.of}`),
      `≤ ${shown(figure, limitOf(figure, factor))}`,
      isKept(figure, factor) ? 'kept' : 'MISSED',
    ]),
  ]);
  const limits = factor === 1 ? '' : `; times may be ${factor} × as long`;
  return `\nBehaviour under load and faults${limits}\n${table(['', 'figure', 'limit', '', 'late', 'short of CPU'], rows)}\n`;
}

function shown({ unit }: Figure, value: number): string {
  return unit ? `${value.toFixed(unit === 's' ? 2 : 1)} ${unit}` : String(value);
}

function percent(part: number | undefined): string {
  return part === undefined ? '' : `${(part * 100).toFixed(0)} %`;
}
