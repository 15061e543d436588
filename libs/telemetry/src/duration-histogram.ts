import type { Metric, Registry } from 'prom-client';

/** From an answer out of memory to a caller who waits past the deadline, in seconds. */
const BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;
const MS_PER_SECOND = 1_000;
const BOUNDS_MS = BOUNDS_S.map((bound) => bound * MS_PER_SECOND);

/** Series by their labels, a level for each: a text made of all labels would have to be made and hashed every time. */
type Level = Map<string, Level | Series>;

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** How many durations fell into each bucket; the last is for those above all bounds. */
  readonly counts: number[];
  sumMs: number;
}

export interface HistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/**
 * A histogram of durations that a prom-client registry shows as its own. A gateway observes a dozen durations per request;
 * prom-client's histogram validates labels and turns bounds into text at each, which costs ten times as much.
 */
export class DurationHistogram {
  readonly name: string;
  readonly help: string;
  readonly #labelNames: readonly string[];
  readonly #root: Level = new Map();
  readonly #series: Series[] = [];

  constructor({ name, help, labelNames }: HistogramOptions, registry: Registry) {
    this.name = name;
    this.help = help;
    this.#labelNames = labelNames;
    registry.registerMetric(this as unknown as Metric);
  }

  /** Counts a duration under these values of the labels, in the labels' order. */
  observe(durationMs: number, ...values: string[]): void {
    const series = this.#seriesOf(values);
    let bucket = 0;
    while (bucket < BOUNDS_MS.length && durationMs > (BOUNDS_MS[bucket] as number)) bucket += 1;
    series.counts[bucket] = (series.counts[bucket] as number) + 1;
    series.sumMs += durationMs;
  }

  /** What prom-client asks a metric for when it is scraped. */
  get() {
    const { name, help } = this;
    return Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values: this.#values() });
  }

  #seriesOf(values: readonly string[]): Series {
    let found: Level | Series | undefined = this.#root;
    for (let i = 0; i < values.length && found; i++) found = (found as Level).get(values[i] as string);
    return (found as Series | undefined) ?? this.#begin(values);
  }

  #begin(values: readonly string[]): Series {
    let level = this.#root;
    for (const value of values.slice(0, -1)) {
      const next = (level.get(value) as Level | undefined) ?? new Map<string, Level | Series>();
      level.set(value, next);
      level = next;
    }
    const labels = Object.fromEntries(this.#labelNames.map((label, i) => [label, values[i] ?? '']));
    const series = { labels, counts: Array.from({ length: BOUNDS_S.length + 1 }, () => 0), sumMs: 0 };
    level.set(values.at(-1) ?? '', series);
    this.#series.push(series);
    return series;
  }

  #values() {
    return this.#series.flatMap(({ labels, counts, sumMs }) => {
      let total = 0;
      const buckets = [...BOUNDS_S, '+Inf'].map((le, bucket) => {
        total += counts[bucket] as number;
        return { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: total };
      });
      return [
        ...buckets,
        { metricName: `${this.name}_sum`, labels, value: sumMs / MS_PER_SECOND },
        { metricName: `${this.name}_count`, labels, value: total },
      ];
    });
  }
}
